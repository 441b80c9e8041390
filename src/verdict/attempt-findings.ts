import type { Finding } from "../checks/finding.ts";
import type { Status } from "./envelope.ts";
import type { Attempt } from "./scenario-run.ts";
import { colours } from "./severity.ts";

const harmless: readonly Status[] = ["PASSED", "SKIPPED"];

/**
 * The findings of one attempt, completed where the scenario owes some: a failure that no red finding explains is an
 * ERROR of every requirement the scenario is tagged with, and a tagged requirement without a finding is UNTESTABLE.
 * Source: design.md section 5, "silence never reads as green".
 */
export function findingsOfAttempt(tagged: readonly string[], attempt: Attempt): readonly Finding[] {
  const trouble = troubleOf(attempt);
  if (trouble) return [...attempt.findings, ...tagged.map((requirement) => toError(requirement, trouble))];
  const spoken = new Set(attempt.findings.map(({ requirement }) => requirement));
  const silent = tagged.filter((requirement) => !spoken.has(requirement));
  return [...attempt.findings, ...silent.map((requirement) => toSilence(requirement, attempt.status))];
}

/** Why the attempt cannot be trusted, or `undefined` where it can. */
export function troubleOf({ status, failure, findings, unreadable }: Attempt): string | undefined {
  if (unreadable > 0) return `${unreadable} attached finding(s) could not be read`;
  if (harmless.includes(status)) return undefined;
  const explained = findings.some(({ result }) => colours[result] === "red");
  return explained ? undefined : (failure ?? failureOf[status]);
}

const failureOf: Readonly<Record<Status, string>> = {
  PASSED: "the scenario passed",
  SKIPPED: "the scenario was skipped",
  UNKNOWN: "the scenario has no steps",
  PENDING: "a step is pending",
  UNDEFINED: "a step has no definition",
  AMBIGUOUS: "a step has more than one definition",
  FAILED: "a step or hook failed",
};

function toError(requirement: string, trouble: string): Finding {
  return {
    requirement,
    result: "ERROR",
    expected: "the scenario runs to its end, or a finding says why not",
    actual: trouble,
    hint: "See the failed step in report.html; this is a fault of the run, not a judgement of the system under test.",
    attribution: "HARNESS",
    evidence: [],
  };
}

function toSilence(requirement: string, status: Status): Finding {
  return {
    requirement,
    result: "UNTESTABLE",
    expected: `a finding for ${requirement}, with which the scenario is tagged`,
    actual: status === "SKIPPED" ? "no finding: the scenario was skipped" : "no finding: silence never reads as green",
    hint: `Let a step of the scenario judge ${requirement}, or take the tag away.`,
    attribution: "HARNESS",
    evidence: [],
  };
}
