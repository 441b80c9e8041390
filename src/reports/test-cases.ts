import type { ScenarioResult } from "../verdict/judge-run.ts";
import type { LocatedFinding, RequirementResult } from "../verdict/requirement-result.ts";
import { colours, worstOf } from "../verdict/severity.ts";
import type { ResultDocument } from "./result-document.ts";
import { rerunCommand } from "./wording.ts";

/** "failed": a system does it wrong. "broken": nobody can tell. Both are red where a build page shows them. */
export type Outcome = "passed" | "skipped" | "failed" | "broken";

/** What the formats of build servers call a test: a scenario, or what a run owes beside its scenarios. */
export interface TestCase {
  readonly suite: string;
  readonly name: string;
  readonly outcome: Outcome;
  /** Why, in one line; of a passed one nothing. */
  readonly reason?: string;
  /** What is worth reading, a line each: findings, hints, how to see it again. */
  readonly details: readonly string[];
  readonly requirements: readonly string[];
  readonly durationMs: number;
  /** The scenario behind it. */
  readonly scenario?: ScenarioResult;
}

/**
 * The run as tests. Some is red if and only if the verdict is: a MUST that nobody judged and a problem of the run itself
 * are tests, too, and what is waived is skipped.
 */
export function toTestCases(document: ResultDocument): readonly TestCase[] {
  const judged = findingsByPlace(document.requirements);
  return [
    ...document.scenarios.map((scenario) => ofScenario(scenario, judged.get(placeOf(scenario)) ?? [], document)),
    ...document.requirements.flatMap(ofUnjudged),
    ...document.problems.map(ofProblem),
  ];
}

interface Judged {
  readonly requirement: RequirementResult;
  readonly finding: LocatedFinding;
}

const placeOf = ({ uri, line }: Pick<ScenarioResult, "uri" | "line">): string => `${uri}:${line}`;

function findingsByPlace(requirements: readonly RequirementResult[]): ReadonlyMap<string, readonly Judged[]> {
  const places = new Map<string, Judged[]>();
  for (const requirement of requirements) {
    for (const finding of requirement.findings) {
      if (!finding.scenario) continue;
      const place = placeOf(finding.scenario);
      const judged = places.get(place) ?? [];
      judged.push({ requirement, finding });
      places.set(place, judged);
    }
  }
  return places;
}

function ofScenario(scenario: ScenarioResult, judged: readonly Judged[], { seed }: ResultDocument): TestCase {
  const { outcome, because } = judge(scenario, judged);
  const [first] = because;
  const noteworthy = judged.filter(({ finding }) => finding.result !== "PASS" && finding.result !== "NOT_APPLICABLE");
  const rerun = outcome === "passed" || outcome === "skipped" ? undefined : first && rerunCommand(first.finding, seed);
  return {
    suite: scenario.uri,
    // Gherkin lets a scenario have none; the formats do not.
    name: scenario.name || placeOf(scenario),
    outcome,
    ...(outcome !== "passed" && { reason: first ? sentence(first) : scenario.status.toLowerCase() }),
    details: [...noteworthy.flatMap(linesOf), ...(rerun === undefined ? [] : [`see it again: ${rerun}`])],
    requirements: scenario.requirements,
    durationMs: scenario.durationMs,
    scenario,
  };
}

interface Judgement {
  readonly outcome: Outcome;
  /** What decided it. */
  readonly because: readonly Judged[];
}

function judge({ status }: ScenarioResult, judged: readonly Judged[]): Judgement {
  const isWaived = ({ requirement }: Judged) => requirement.result === "WAIVED";
  const red = judged.filter(({ finding }) => colours[finding.result] === "red");
  const open = red.filter((each) => !isWaived(each));
  const failed = open.filter(({ finding }) => finding.result === "FAIL");
  if (failed.length > 0) return { outcome: "failed", because: failed };
  if (open.length > 0) return { outcome: "broken", because: open };
  if (red.length > 0) return { outcome: "skipped", because: red };
  const inapplicable = worstOf(judged.map(({ finding }) => finding.result)) === "NOT_APPLICABLE";
  if (status === "SKIPPED" || inapplicable) return { outcome: "skipped", because: judged };
  // Its failure is told as a problem of the run.
  return { outcome: status === "PASSED" ? "passed" : "broken", because: [] };
}

/** A MUST that no scenario judged. */
function ofUnjudged({ id, rule, result, findings }: RequirementResult): readonly TestCase[] {
  const owed = findings.filter(({ scenario }) => !scenario);
  if (owed.length === 0 || colours[result] !== "red") return [];
  const [first] = owed;
  const reason = `${id}: ${first?.actual ?? result}`;
  return [
    {
      suite: "requirements",
      name: `${id} ${rule}`,
      outcome: "broken",
      reason,
      details: [],
      requirements: [id],
      durationMs: 0,
    },
  ];
}

const ofProblem = (problem: string): TestCase => ({
  suite: "run",
  name: "the run itself",
  outcome: "broken",
  reason: problem,
  details: [],
  requirements: [],
  durationMs: 0,
});

function sentence({ requirement, finding }: Judged): string {
  const waived = requirement.result === "WAIVED" ? `${requirement.id} is waived` : requirement.id;
  return `${waived}: expected ${finding.expected}; actual ${finding.actual}`;
}

function linesOf({ requirement, finding }: Judged): readonly string[] {
  const { result, expected, actual, hint, attribution, place } = finding;
  return [
    `${result} ${requirement.id} ${requirement.rule}`,
    `  expected: ${expected}`,
    `  actual: ${actual}`,
    ...(place === undefined ? [] : [`  where: ${place}`]),
    ...(attribution === undefined ? [] : [`  whose: ${attribution}`]),
    `  fix: ${hint ?? requirement.advice}`,
  ];
}
