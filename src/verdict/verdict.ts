import type { RequirementResult } from "./requirement-result.ts";
import { colours } from "./severity.ts";

export type Verdict = "CONFORMANT" | "CONFORMANT_WITH_WARNINGS" | "NOT_CONFORMANT" | "INCOMPLETE";

/** What the process ends with. 2 is not a verdict's: it says that the run could not begin. Source: design.md section 5. */
export const exitCodes = {
  CONFORMANT: 0,
  CONFORMANT_WITH_WARNINGS: 0,
  NOT_CONFORMANT: 1,
  INCOMPLETE: 3,
} as const satisfies Record<Verdict, number>;

/**
 * A FAIL decides whatever else is missing: more looking cannot undo it, even where an ERROR hides it in the
 * requirement's own result. A run that judged nothing is INCOMPLETE, not green.
 */
export function decideVerdict(requirements: readonly RequirementResult[], problems: readonly string[]): Verdict {
  const failed = requirements.some(
    ({ result, findings }) => result !== "WAIVED" && findings.some((finding) => finding.result === "FAIL"),
  );
  if (failed) return "NOT_CONFORMANT";
  const seen = new Set(requirements.map(({ result }) => colours[result]));
  const judged = seen.has("green") || seen.has("amber");
  if (problems.length > 0 || seen.has("red") || !judged) return "INCOMPLETE";
  return seen.has("amber") ? "CONFORMANT_WITH_WARNINGS" : "CONFORMANT";
}
