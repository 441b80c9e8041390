import type { Result } from "../checks/finding.ts";
import type { Accounts } from "../evidence/ledger.ts";
import { troubleOf } from "./attempt-findings.ts";
import type { Envelope, Status } from "./envelope.ts";
import { groupBy } from "./group-by.ts";
import {
  notJudged,
  type Plan,
  type RequirementResult,
  type Scope,
  toRequirementResults,
} from "./requirement-result.ts";
import { requirementsOf } from "./requirement-tags.ts";
import { accountsOf } from "./run-ledger.ts";
import { cucumberFailed, problemsOfRun } from "./run-problems.ts";
import { findingsOfScenario, lastAttempt } from "./scenario-findings.ts";
import { collectScenarios, type ScenarioPlace, type ScenarioRun } from "./scenario-run.ts";
import { colours } from "./severity.ts";
import { decideVerdict, exitCodes, type Verdict } from "./verdict.ts";
import { applyWaivers, type Waiver } from "./waivers.ts";

export interface ScenarioResult extends ScenarioPlace {
  readonly tags: readonly string[];
  readonly requirements: readonly string[];
  /** Of the last attempt. */
  readonly status: Status;
  readonly attempts: number;
  /** ISO 8601, UTC; absent where it never started. */
  readonly startedAt?: string;
  readonly durationMs: number;
  readonly facts: readonly unknown[];
}

export interface Counts {
  readonly scenarios: { readonly total: number } & Partial<Record<Status, number>>;
  readonly requirements: { readonly total: number } & Partial<Record<Result, number>>;
}

export interface RunResult {
  readonly verdict: Verdict;
  readonly exitCode: 0 | 1 | 3;
  readonly plan: Plan;
  readonly counts: Counts;
  readonly requirements: readonly RequirementResult[];
  /** SHOULDs and MAYs of the base profile that no scenario judged; empty for a filtered plan. */
  readonly notJudged: readonly string[];
  /** What was accepted beforehand, whether it was of use or not. */
  readonly waivers: readonly Waiver[];
  readonly scenarios: readonly ScenarioResult[];
  /** What became of the delivery requests; missing where none was made. */
  readonly accounts?: Accounts;
  /** What went wrong with the run itself. */
  readonly problems: readonly string[];
  /** What is worth knowing and changes nothing. */
  readonly notices: readonly string[];
}

export interface JudgeOptions extends Scope {
  /** What was accepted beforehand. */
  readonly waivers?: readonly Waiver[];
  /** The day of the run, YYYY-MM-DD; needed for waivers. */
  readonly today?: string;
  /** What went wrong with the run itself, beside what its messages tell. */
  readonly problems?: readonly string[];
}

/** Judges a whole run by its messages alone. Pure. Throws MESSAGES_INCOMPLETE where they do not fit together. */
export function judgeRun(envelopes: readonly Envelope[], options: JudgeOptions): RunResult {
  const { catalogue, planned = catalogue, plan, waivers = [], today = "" } = options;
  const runs = collectScenarios(envelopes);
  const judged = runs.map((run) => ({ place: run.place, findings: findingsOfScenario(run) }));
  const asFound = toRequirementResults(judged, options);
  const { requirements, notices } = applyWaivers(asFound, waivers, today);
  const problems = [...(options.problems ?? []), ...problemsOfRun(envelopes), ...untaggedFailures(runs)];
  if (cucumberFailed(envelopes) && !isExplained(asFound, problems)) {
    problems.push("Cucumber calls the run failed, and no scenario says why.");
  }
  const verdict = decideVerdict(requirements, problems);
  const scenarios = runs.map(toScenarioResult);
  const accounts = accountsOf(envelopes);
  return {
    verdict,
    exitCode: exitCodes[verdict],
    plan,
    counts: count(scenarios, requirements),
    requirements,
    notJudged: plan === "full" ? notJudged(requirements, planned) : [],
    waivers,
    scenarios,
    ...(accounts && { accounts }),
    problems,
    notices,
  };
}

/** A failure without a requirement to blame would otherwise be lost. */
function untaggedFailures(runs: readonly ScenarioRun[]): readonly string[] {
  return runs.flatMap((run) => {
    const trouble = troubleOf(lastAttempt(run));
    if (!trouble || requirementsOf(run.tags).length > 0) return [];
    return [`${run.place.uri}:${run.place.line} failed and carries no requirement tag: ${trouble}`];
  });
}

function isExplained(requirements: readonly RequirementResult[], problems: readonly string[]): boolean {
  return problems.length > 0 || requirements.some(({ result }) => colours[result] === "red");
}

function toScenarioResult(run: ScenarioRun): ScenarioResult {
  const { status, startedAt, durationMs, facts } = lastAttempt(run);
  return {
    ...run.place,
    tags: run.tags,
    requirements: requirementsOf(run.tags),
    status,
    attempts: run.attempts.length,
    ...(startedAt !== undefined && { startedAt }),
    durationMs,
    facts,
  };
}

function count(scenarios: readonly ScenarioResult[], requirements: readonly RequirementResult[]): Counts {
  return {
    scenarios: { total: scenarios.length, ...tally(scenarios.map(({ status }) => status)) },
    requirements: { total: requirements.length, ...tally(requirements.map(({ result }) => result)) },
  };
}

function tally<Word extends string>(words: readonly Word[]): Partial<Record<Word, number>> {
  const pairs = [...groupBy(words, (word) => word)].map(([word, same]) => [word, same.length] as const);
  return Object.fromEntries(pairs) as Partial<Record<Word, number>>;
}
