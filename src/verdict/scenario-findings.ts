import type { Finding, Result } from "../checks/finding.ts";
import { findingsOfAttempt } from "./attempt-findings.ts";
import { groupBy } from "./group-by.ts";
import { requirementsOf } from "./requirement-tags.ts";
import type { Attempt, ScenarioRun } from "./scenario-run.ts";
import { colours, worstOf } from "./severity.ts";

const neverStarted: Attempt = {
  status: "UNKNOWN",
  failure: "the scenario was planned and never started",
  durationMs: 0,
  findings: [],
  facts: [],
  unreadable: 0,
};

/** The attempt that counts: the last one. */
export function lastAttempt({ attempts }: ScenarioRun): Attempt {
  return attempts.at(-1) ?? neverStarted;
}

/** The findings of a scenario's last attempt, and FLAKY for what was red before and is not any more. */
export function findingsOfScenario(scenario: ScenarioRun): readonly Finding[] {
  const tagged = requirementsOf(scenario.tags);
  const final = findingsOfAttempt(tagged, lastAttempt(scenario));
  const isRed = redRequirements(final);
  const earlier = scenario.attempts.slice(0, -1).flatMap((attempt) => findingsOfAttempt(tagged, attempt));
  const recovered = [...redRequirements(earlier)].filter(([requirement]) => !isRed.has(requirement));
  return [...final, ...recovered.map(([requirement, was]) => toFlaky(requirement, was))];
}

function redRequirements(findings: readonly Finding[]): ReadonlyMap<string, Result> {
  const red = findings.filter(({ result }) => colours[result] === "red");
  const worst = [...groupBy(red, ({ requirement }) => requirement)].map(
    ([requirement, own]) => [requirement, worstOf(own.map(({ result }) => result)) ?? "ERROR"] as const,
  );
  return new Map(worst);
}

function toFlaky(requirement: string, was: Result): Finding {
  return {
    requirement,
    result: "FLAKY",
    expected: "the same outcome on every attempt",
    actual: `${was} at first, better only on a retry`,
    hint: "Find what differs between the attempts: time, order, load, or a message that arrived late.",
    evidence: [],
  };
}
