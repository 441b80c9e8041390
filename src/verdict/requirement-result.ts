import type { Finding, Result } from "../checks/finding.ts";
import type { Requirement } from "./catalogue.ts";
import { groupBy } from "./group-by.ts";
import type { ScenarioPlace } from "./scenario-run.ts";
import { colours, worstOf } from "./severity.ts";

/** "full": every MUST of the base profile has to be judged. "filtered": only what the selected scenarios claim. */
export type Plan = "full" | "filtered";

export interface LocatedFinding extends Finding {
  /** Whose steps reported it; absent where no scenario did. */
  readonly scenario?: ScenarioPlace;
}

/** What a run says of one requirement: the worst of its findings. */
export interface RequirementResult extends Pick<Requirement, "id" | "rule" | "keyword" | "advice"> {
  readonly underTest: Requirement["underTest"] | "unknown";
  readonly result: Result;
  readonly scenarios: readonly ScenarioPlace[];
  readonly findings: readonly LocatedFinding[];
}

export interface JudgedScenario {
  readonly place: ScenarioPlace;
  readonly findings: readonly Finding[];
}

/** What there is to judge. */
export interface Scope {
  /** Every requirement there is. */
  readonly catalogue: readonly Requirement[];
  /** Those that this run judges; default: all. */
  readonly planned?: readonly Requirement[];
  readonly plan: Plan;
}

/**
 * One row a requirement that was judged, or should have been: in the catalogue's order, unknown ones last. What is not
 * planned shows only where something is wrong: silence there would hide it.
 */
export function toRequirementResults(
  scenarios: readonly JudgedScenario[],
  { catalogue, planned = catalogue, plan }: Scope,
): readonly RequirementResult[] {
  const located = scenarios.flatMap(({ place, findings }) => findings.map((each) => ({ ...each, scenario: place })));
  const reported = groupBy(located, ({ requirement }) => requirement);
  const inPlan = new Map(planned.map((requirement) => [requirement.id, requirement]));
  const known = catalogue.flatMap((requirement) => {
    const row = inPlan.get(requirement.id);
    const findings = reported.get(requirement.id) ?? (row ? owed(row, plan) : []);
    const result = findings.length === 0 ? undefined : toResult(row ?? requirement, findings);
    return result === undefined || (!row && colours[result.result] !== "red") ? [] : [result];
  });
  const ids = new Set(catalogue.map(({ id }) => id));
  const unknown = [...reported].filter(([id]) => !ids.has(id));
  return [...known, ...unknown.map(([id, findings]) => toResult(uncatalogued(id), findings.flatMap(withoutRow)))];
}

/** Requirements of the base profile that may be left out and were: not red, but worth knowing. */
export function notJudged(results: readonly RequirementResult[], catalogue: readonly Requirement[]): readonly string[] {
  const present = new Set(results.map(({ id }) => id));
  const owable = catalogue.filter(({ profile, notTested }) => profile === "base" && notTested === undefined);
  return owable.map(({ id }) => id).filter((id) => !present.has(id));
}

function toResult(
  { id, rule, keyword, underTest, advice }: RequirementResultHead,
  findings: readonly LocatedFinding[],
): RequirementResult {
  const scenarios = findings.flatMap(({ scenario }) => scenario ?? []);
  return {
    id,
    rule,
    keyword,
    underTest,
    advice,
    result: worstOf(findings.map(({ result }) => result)) ?? "ERROR",
    scenarios: [...new Set(scenarios)],
    findings,
  };
}

type RequirementResultHead = Pick<RequirementResult, "id" | "rule" | "keyword" | "underTest" | "advice">;

function owed({ id, keyword, profile, notTested }: Requirement, plan: Plan): readonly LocatedFinding[] {
  if (plan === "filtered" || keyword !== "MUST" || profile !== "base" || notTested !== undefined) return [];
  return [
    {
      requirement: id,
      result: "UNTESTABLE",
      expected: "a scenario that judges it",
      actual: "no scenario judged it",
      hint: `Tag a scenario with @${id} and let a step judge it.`,
      attribution: "HARNESS",
      evidence: [],
    },
  ];
}

const uncatalogued = (id: string): RequirementResultHead => ({
  id,
  rule: "(not in the catalogue)",
  keyword: "MUST",
  underTest: "unknown",
  advice: "",
});

/** Whoever named the requirement is told, beside what they found. */
const withoutRow = (finding: LocatedFinding): readonly LocatedFinding[] => [finding, notInCatalogue(finding)];

const notInCatalogue = ({ requirement: id, ...finding }: LocatedFinding): LocatedFinding => ({
  ...finding,
  requirement: id,
  result: "ERROR",
  expected: `a row "${id}" in features/requirements.yaml`,
  actual: "the catalogue has no such requirement",
  hint: "Add the row, or correct the tag or the check.",
  attribution: "HARNESS",
  evidence: [],
});
