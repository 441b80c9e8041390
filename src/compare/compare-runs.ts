import { type Result, results } from "../checks/finding.ts";
import { colours } from "../verdict/severity.ts";
import type { ComparedRequirement, ComparedRun } from "./compared-run.ts";

/** One thing that is not as it was. A regression is worse, or no longer looked at. */
export interface Difference {
  readonly kind: "worse" | "disappeared" | "stopped" | "appeared" | "better" | "run";
  /** A requirement's id, a scenario, or what of the run as a whole. */
  readonly subject: string;
  readonly before: string;
  readonly after: string;
  readonly isRegression: boolean;
}

/** Every difference, regressions first, then in the order of the older run. Pure. */
export function compareRuns(older: ComparedRun, newer: ComparedRun): readonly Difference[] {
  const differences = [
    ...compareWhole(older, newer),
    ...compareRequirements(older.requirements, newer.requirements),
    ...lostScenarios(older.scenarios, newer.scenarios),
  ];
  return [
    ...differences.filter(({ isRegression }) => isRegression),
    ...differences.filter(({ isRegression }) => !isRegression),
  ];
}

const verdicts = ["CONFORMANT", "CONFORMANT_WITH_WARNINGS", "NOT_CONFORMANT", "INCOMPLETE"];

function compareWhole(older: ComparedRun, newer: ComparedRun): readonly Difference[] {
  const isWorse = verdicts.indexOf(newer.verdict) > verdicts.indexOf(older.verdict);
  const verdict = changeOf("verdict", older.verdict, newer.verdict, isWorse);
  const plan = changeOf("plan", older.plan, newer.plan, older.plan === "full");
  return [...verdict, ...plan, ...compareKills(older.kills, newer.kills)];
}

function compareKills(older: ComparedRun["kills"], newer: ComparedRun["kills"]): readonly Difference[] {
  if (!older) return [];
  const lessCaught = !newer || newer.killed < older.killed || newer.total - newer.killed > older.total - older.killed;
  return changeOf("kill score", scoreOf(older), newer ? scoreOf(newer) : "none", lessCaught);
}

const scoreOf = ({ killed, total }: NonNullable<ComparedRun["kills"]>): string => `${killed} of ${total}`;

function changeOf(subject: string, before: string, after: string, isRegression: boolean): readonly Difference[] {
  return before === after ? [] : [{ kind: "run", subject, before, after, isRegression }];
}

function compareRequirements(
  older: readonly ComparedRequirement[],
  newer: readonly ComparedRequirement[],
): readonly Difference[] {
  const now = new Map(newer.map((requirement) => [requirement.id, requirement]));
  const before = new Set(older.map(({ id }) => id));
  const changed = older.flatMap((requirement) => compareRequirement(requirement, now.get(requirement.id)));
  return [...changed, ...newer.filter(({ id }) => !before.has(id)).map(appeared)];
}

function compareRequirement(
  { id, result, scenarios }: ComparedRequirement,
  now: ComparedRequirement | undefined,
): readonly Difference[] {
  const subject = id;
  if (!now) return [{ kind: "disappeared", subject, before: result, after: "not judged", isRegression: true }];
  if (now.result !== result)
    return [{ subject, before: result, after: now.result, ...directionOf(result, now.result) }];
  if (now.scenarios >= scenarios) return [];
  const [before, after] = [inScenarios(scenarios), inScenarios(now.scenarios)];
  return [{ kind: "stopped", subject, before, after, isRegression: true }];
}

/** Whatever was judged and is now called not applicable has stopped being looked at, whatever it was before. */
function directionOf(before: Result, after: Result): Pick<Difference, "kind" | "isRegression"> {
  if (after === "NOT_APPLICABLE") return { kind: "stopped", isRegression: true };
  const isWorse =
    before === "NOT_APPLICABLE" ? colours[after] !== "green" : results.indexOf(after) > results.indexOf(before);
  return { kind: isWorse ? "worse" : "better", isRegression: isWorse };
}

const appeared = ({ id, result }: ComparedRequirement): Difference => ({
  kind: "appeared",
  subject: id,
  before: "not judged",
  after: result,
  isRegression: colours[result] === "red",
});

const inScenarios = (count: number): string => `judged in ${count} ${count === 1 ? "scenario" : "scenarios"}`;

/** Of rows that share a name, as an outline's may, each counts. */
function lostScenarios(older: readonly string[] = [], newer: readonly string[] | undefined): readonly Difference[] {
  if (!newer) return [];
  const left = new Map<string, number>();
  for (const name of newer) left.set(name, (left.get(name) ?? 0) + 1);
  return older.flatMap((subject) => {
    const remaining = left.get(subject) ?? 0;
    left.set(subject, remaining - 1);
    if (remaining > 0) return [];
    return [{ kind: "stopped" as const, subject, before: "run", after: "not run", isRegression: true }];
  });
}
