import type { Finding, Result } from "../checks/finding.ts";
import type { Requirement } from "../verdict/catalogue.ts";
import type { Status } from "../verdict/envelope.ts";
import { type JudgeOptions, judgeRun } from "../verdict/judge-run.ts";
import { type ScenarioSketch, sketchAttempt, sketchRun } from "../verdict/run-sketch.fixture.ts";
import { type ResultDocument, toResultDocument } from "./result-document.ts";

/** Three MUSTs, for the tests of reports. */
export const sketchCatalogue: readonly Requirement[] = ["OC-01", "OC-02", "PM-01"].map(
  (id) =>
    ({
      id,
      rule: `The rule of ${id}.`,
      keyword: "MUST",
      underTest: "d1",
      profile: "base",
      advice: `Mend ${id}.`,
    }) as Requirement,
);

export interface JudgedSketch {
  readonly requirement: string;
  readonly result: Result;
  readonly name?: string;
  readonly status?: Status;
  readonly actual?: string;
}

/** A judged run of a scenario each, on lines 1, 2, 3 … of one feature. */
export function sketchDocument(
  scenarios: readonly JudgedSketch[],
  options: Partial<JudgeOptions> = {},
): ResultDocument {
  const run = judgeRun(sketchRun(scenarios.map(toScenario)), {
    catalogue: sketchCatalogue,
    plan: "filtered",
    ...options,
  });
  return toResultDocument(run, { version: "0.1.0", seed: "42", startedAt: 0, finishedAt: 1500 });
}

function toScenario(
  { requirement, result, name = "SMS chosen", ...more }: JudgedSketch,
  index: number,
): ScenarioSketch {
  const { status = "PASSED", actual = "a code without its zero" } = more;
  const finding: Finding = {
    requirement,
    result,
    expected: "the code as issued",
    actual,
    hint: "Send the code as text.",
    evidence: [],
  };
  const attempts = [sketchAttempt({ status, findings: [finding], durationMs: 250 })];
  return { name, uri: "features/otp.feature", line: index + 1, tags: [`@${requirement}`], attempts };
}
