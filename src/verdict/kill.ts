import type { Requirement } from "./catalogue.ts";
import type { Envelope } from "./envelope.ts";
import { judgeRun } from "./judge-run.ts";

/** What became of a deliberately wrong system under the scenarios of the requirement that must catch it. */
export interface Kill {
  /** By accident: something turned red, but not the requirement that was named. */
  readonly outcome: "killed" | "by-accident" | "survived";
  /** Every requirement that a check found broken. */
  readonly brokenRequirements: readonly string[];
}

/** Judges a run against a mutant. A check must have found the named requirement broken: a scenario that merely fails is no proof. */
export function judgeKill(envelopes: readonly Envelope[], caughtBy: string, catalogue: readonly Requirement[]): Kill {
  const { requirements, problems } = judgeRun(envelopes, { catalogue, plan: "filtered" });
  const broken = requirements.filter(({ findings }) =>
    findings.some(({ result }) => result === "FAIL" || result === "WARN"),
  );
  const brokenRequirements = broken.map(({ id }) => id);
  const isRed = problems.length > 0 || requirements.some(({ result }) => result === "ERROR" || result === "UNTESTABLE");
  if (brokenRequirements.includes(caughtBy)) return { outcome: "killed", brokenRequirements };
  return { outcome: isRed || broken.length > 0 ? "by-accident" : "survived", brokenRequirements };
}
