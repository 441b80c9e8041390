import path from "node:path";
import { coloured, plain } from "../reports/paint.ts";
import type { ResultDocument } from "../reports/result-document.ts";
import { renderSummary } from "../reports/summary-terminal.ts";
import type { Site } from "./site.ts";

export interface ResultOutput {
  /** Absolute path of the reports' folder. */
  readonly folder: string;
  readonly json?: true | undefined;
}

/** What the terminal shows of a result: the summary, or all of it as JSON. */
export function renderResult(document: ResultDocument, { folder, json }: ResultOutput, site: Site): string {
  if (json) return `${JSON.stringify(document, null, 2)}\n`;
  const { columns, usesColour } = site.terminal;
  const reports = path.relative(site.cwd, folder) || ".";
  return `\n${renderSummary(document, { width: columns, paint: usesColour ? coloured : plain, reports })}`;
}
