import type { LocatedFinding, RequirementResult } from "../verdict/requirement-result.ts";
import { colours, worstOf } from "../verdict/severity.ts";
import type { Verdict } from "../verdict/verdict.ts";
import type { ResultDocument } from "./result-document.ts";

/** "NOT CONFORMANT", for people. */
export const verdictWords = (verdict: Verdict): string => verdict.replaceAll("_", " ");

/** "41 requirements: 38 PASS, 3 FAIL", in that order of results. */
export function countWords(noun: string, { total, ...counts }: { readonly total: number }): string {
  const parts = Object.entries(counts).map(([word, number]) => `${number} ${word}`);
  return `${total} ${total === 1 ? noun : `${noun}s`}${parts.length > 0 ? `: ${parts.join(", ")}` : ""}`;
}

/** Requirements that need somebody's eye, worst first; those that no scenario judged are left to `unjudgedMusts`. */
export function complaintsOf({ requirements }: ResultDocument): readonly RequirementResult[] {
  const complaints = requirements.filter(({ result, scenarios }) => isComplaint(result) && scenarios.length > 0);
  const order = ["FAIL", "ERROR", "UNTESTABLE", "FLAKY", "REVIEW", "WAIVED", "WARN"];
  return complaints.toSorted((a, b) => order.indexOf(a.result) - order.indexOf(b.result));
}

export function unjudgedMusts({ requirements }: ResultDocument): readonly string[] {
  return requirements
    .filter(({ result, scenarios }) => isComplaint(result) && scenarios.length === 0)
    .map(({ id }) => id);
}

/** The findings that gave a requirement its result. */
export function decisiveFindings({ findings }: RequirementResult): readonly LocatedFinding[] {
  const worst = worstOf(findings.map(({ result }) => result));
  return findings.filter(({ result }) => result === worst);
}

/** What to type to see it again: the same scenario with the same chance. */
export function rerunCommand({ scenario }: Pick<LocatedFinding, "scenario">, seed: string): string | undefined {
  if (!scenario) return undefined;
  const place = `${scenario.uri}:${scenario.line}`;
  return `stepproof run --seed ${seed} ${/[^\w./:@+-]/.test(place) ? `'${place}'` : place}`;
}

const isComplaint = (result: RequirementResult["result"]): boolean => ["amber", "red"].includes(colours[result]);
