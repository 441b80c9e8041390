import { type Finding, factsMediaType, findingMediaType, findingsMediaType } from "../checks/finding.ts";
import { type Flow, flowMediaType } from "../evidence/flow.ts";
import type { Envelope, Status } from "./envelope.ts";

/** A scenario of a made-up run: for the tests of whatever reads runs. */
export interface ScenarioSketch {
  readonly tags: readonly string[];
  readonly attempts: readonly AttemptSketch[];
  readonly name?: string;
  readonly uri?: string;
  readonly line?: number;
  /** The texts of its steps; the last one has the attempt's status. */
  readonly steps?: readonly string[];
}

export interface AttemptSketch {
  /** Of its worst step. */
  readonly status: Status;
  readonly failure: string;
  readonly findings: readonly Finding[];
  /** Attachments of the finding's type, word for word. */
  readonly rawFindings: readonly string[];
  readonly facts: readonly unknown[];
  /** What was said between the systems. */
  readonly flow?: Flow;
  readonly durationMs: number;
  readonly isFinished: boolean;
}

export function sketchAttempt(wanted: Partial<AttemptSketch>): AttemptSketch {
  const good = {
    status: "PASSED",
    failure: "Error: it broke",
    findings: [],
    rawFindings: [],
    facts: [],
    durationMs: 5,
  } as const;
  return { ...good, isFinished: true, ...wanted };
}

/** The messages that Cucumber would send for such a run, as far as they matter. */
export function sketchRun(scenarios: readonly ScenarioSketch[]): readonly Envelope[] {
  const failed = scenarios.some(
    ({ attempts }) => !["PASSED", "SKIPPED"].includes(attempts.at(-1)?.status ?? "UNKNOWN"),
  );
  return [
    ...scenarios.map(toPickle),
    ...scenarios.map(
      ({ steps }, index) =>
        ({ testCase: { id: `c${index}`, pickleId: `p${index}`, testSteps: toSteps(steps) } }) as unknown as Envelope,
    ),
    ...scenarios.flatMap(({ attempts, steps }, scenario) =>
      attempts.flatMap((attempt, index) =>
        toMessages(attempt, { scenario, index, steps: toSteps(steps), willBeRetried: index < attempts.length - 1 }),
      ),
    ),
    { testRunFinished: { success: !failed, timestamp: toTimestamp(0) } } as Envelope,
  ];
}

function toPickle(sketch: ScenarioSketch, index: number): Envelope {
  const { tags, name = "a scenario", uri = "a.feature", line = 3 } = sketch;
  const steps = toSteps(sketch.steps).map(({ pickleStepId: id, text }) => ({ id, text, type: "Action" }));
  const pickle = { id: `p${index}`, name, uri, location: { line }, tags: tags.map((tag) => ({ name: tag })), steps };
  return { pickle } as unknown as Envelope;
}

const toSteps = (texts: ScenarioSketch["steps"] = ["it begins", "it ends"]) =>
  texts.map((text, index) => ({ id: `t${index}`, pickleStepId: `step${index}`, text }));

interface AttemptPlace {
  readonly scenario: number;
  readonly index: number;
  readonly steps: ReturnType<typeof toSteps>;
  readonly willBeRetried: boolean;
}

function toMessages(attempt: AttemptSketch, { scenario, index, steps, willBeRetried }: AttemptPlace): Envelope[] {
  const id = `s${scenario}.${index}`;
  const { status, failure, findings, rawFindings, facts, flow, durationMs, isFinished } = attempt;
  const last = steps.at(-1)?.id;
  const step = (result: object, testStepId = last) => ({
    testStepFinished: { testCaseStartedId: id, testStepId, testStepResult: result },
  });
  const attach = (mediaType: string) => (body: string) => ({
    attachment: { testCaseStartedId: id, mediaType, body, contentEncoding: "IDENTITY" },
  });
  const end = { testCaseStartedId: id, timestamp: toTimestamp(durationMs), willBeRetried };
  const messages = [
    { testCaseStarted: { id, testCaseId: `c${scenario}`, attempt: index, timestamp: toTimestamp(0) } },
    ...steps.slice(0, -1).map((each) => step({ status: "PASSED" }, each.id)),
    ...(findings.length > 0 ? [attach(findingsMediaType)(JSON.stringify(findings))] : []),
    ...rawFindings.map(attach(findingMediaType)),
    ...facts.map((fact) => JSON.stringify(fact)).map(attach(factsMediaType)),
    ...(flow ? [attach(flowMediaType)(JSON.stringify(flow))] : []),
    step(status === "FAILED" ? { status, message: failure } : { status }),
    ...(isFinished ? [{ testCaseFinished: end }] : []),
  ];
  return messages as Envelope[];
}

const toTimestamp = (ms: number) => ({ seconds: Math.floor(ms / 1000), nanos: (ms % 1000) * 1e6 });
