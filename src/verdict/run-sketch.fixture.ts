import { type Finding, factsMediaType, findingMediaType } from "../checks/finding.ts";
import type { Envelope, Status } from "./envelope.ts";

/** A scenario of a made-up run: for the tests of whatever reads runs. */
export interface ScenarioSketch {
  readonly tags: readonly string[];
  readonly attempts: readonly AttemptSketch[];
  readonly name?: string;
  readonly uri?: string;
  readonly line?: number;
}

export interface AttemptSketch {
  /** Of its worst step. */
  readonly status: Status;
  readonly failure: string;
  readonly findings: readonly Finding[];
  /** Attachments of the finding's type, word for word. */
  readonly rawFindings: readonly string[];
  readonly facts: readonly unknown[];
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
      (_, index) => ({ testCase: { id: `c${index}`, pickleId: `p${index}`, testSteps: [] } }) as Envelope,
    ),
    ...scenarios.flatMap(({ attempts }, scenario) =>
      attempts.flatMap((attempt, index) =>
        toMessages(attempt, { scenario, index, willBeRetried: index < attempts.length - 1 }),
      ),
    ),
    { testRunFinished: { success: !failed, timestamp: toTimestamp(0) } } as Envelope,
  ];
}

function toPickle({ tags, name = "a scenario", uri = "a.feature", line = 3 }: ScenarioSketch, index: number): Envelope {
  const pickle = { id: `p${index}`, name, uri, location: { line }, tags: tags.map((tag) => ({ name: tag })) };
  return { pickle } as unknown as Envelope;
}

interface AttemptPlace {
  readonly scenario: number;
  readonly index: number;
  readonly willBeRetried: boolean;
}

function toMessages(attempt: AttemptSketch, { scenario, index, willBeRetried }: AttemptPlace): Envelope[] {
  const id = `s${scenario}.${index}`;
  const { status, failure, findings, rawFindings, facts, durationMs, isFinished } = attempt;
  const step = (result: object) => ({ testStepFinished: { testCaseStartedId: id, testStepResult: result } });
  const attach = (mediaType: string) => (body: string) => ({
    attachment: { testCaseStartedId: id, mediaType, body, contentEncoding: "IDENTITY" },
  });
  const end = { testCaseStartedId: id, timestamp: toTimestamp(durationMs), willBeRetried };
  const messages = [
    { testCaseStarted: { id, testCaseId: `c${scenario}`, attempt: index, timestamp: toTimestamp(0) } },
    step({ status: "PASSED" }),
    ...[...findings.map((finding) => JSON.stringify(finding)), ...rawFindings].map(attach(findingMediaType)),
    ...facts.map((fact) => JSON.stringify(fact)).map(attach(factsMediaType)),
    step(status === "FAILED" ? { status, message: failure } : { status }),
    ...(isFinished ? [{ testCaseFinished: end }] : []),
  ];
  return messages as Envelope[];
}

const toTimestamp = (ms: number) => ({ seconds: Math.floor(ms / 1000), nanos: (ms % 1000) * 1e6 });
