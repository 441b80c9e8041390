import type { Requirement } from "../../verdict/catalogue.ts";
import type { RequirementResult } from "../../verdict/requirement-result.ts";
import type { ResultDocument } from "../result-document.ts";
import type { Story } from "./story.ts";

/** All that the sections of the report are made of. */
export interface ReportMaterial {
  readonly document: ResultDocument;
  readonly stories: readonly Story[];
  readonly catalogue: readonly Requirement[];
}

/** Where a rule comes from: "RFC 5321 §4.5.3 (clause not re-read) – documented". Nothing of a requirement that no catalogue has. */
export function sourceOf({ id }: RequirementResult, { catalogue }: ReportMaterial): string {
  const row = catalogue.find((requirement) => requirement.id === id);
  if (!row) return "";
  const clause = row.clause ? `, ${row.clause.name}${row.clause.verify ? " (clause not re-read)" : ""}` : "";
  return `${row.source}${clause} – ${row.basis}`;
}
