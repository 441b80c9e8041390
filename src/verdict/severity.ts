import { type Result, results } from "../checks/finding.ts";

export type Colour = "green" | "neutral" | "amber" | "red";

/** What a result counts as. Source: design.md section 5. */
export const colours: Readonly<Record<Result, Colour>> = {
  PASS: "green",
  NOT_APPLICABLE: "neutral",
  WARN: "amber",
  WAIVED: "amber",
  FLAKY: "amber",
  REVIEW: "amber",
  UNTESTABLE: "red",
  FAIL: "red",
  ERROR: "red",
};

/**
 * The worst of some results; `undefined` of none. NOT_APPLICABLE is neutral: that a rule has no subject in one scenario
 * does not undo what another one proved.
 */
export function worstOf(seen: readonly Result[]): Result | undefined {
  const judged = seen.filter((result) => result !== "NOT_APPLICABLE");
  if (judged.length === 0) return seen[0];
  return judged.toSorted((a, b) => results.indexOf(b) - results.indexOf(a))[0];
}
