import { type Finding, factsMediaType } from "../checks/finding.ts";
import { StepproofError } from "../errors.ts";
import { parseFacts, parseFindings } from "./attachments.ts";
import { type CucumberAttachment, type Envelope, type Status, statuses } from "./envelope.ts";
import { groupBy } from "./group-by.ts";

/** Where a scenario stands; of an outline, the row. */
export interface ScenarioPlace {
  readonly name: string;
  /** Relative to the folder the run was started in. */
  readonly uri: string;
  readonly line: number;
}

/** One planned scenario and what was seen of it. No attempts: it never started. */
export interface ScenarioRun {
  readonly place: ScenarioPlace;
  readonly tags: readonly string[];
  /** In order; more than one only after retries. */
  readonly attempts: readonly Attempt[];
}

export interface Attempt {
  readonly status: Status;
  /** First line of what the worst step or hook said. */
  readonly failure?: string;
  /** ISO 8601, UTC; absent where it never started. */
  readonly startedAt?: string;
  readonly durationMs: number;
  readonly findings: readonly Finding[];
  readonly facts: readonly unknown[];
  /** How many findings or facts were attached that could not be read. */
  readonly unreadable: number;
}

type Started = NonNullable<Envelope["testCaseStarted"]>;
type StepFinished = NonNullable<Envelope["testStepFinished"]>;
type Timestamp = Started["timestamp"];

/** Puts the message stream back together, scenario by scenario. Throws MESSAGES_INCOMPLETE. */
export function collectScenarios(envelopes: readonly Envelope[]): readonly ScenarioRun[] {
  const pickles = new Map(envelopes.flatMap(({ pickle }) => (pickle ? [[pickle.id, pickle]] : [])));
  const attempts = collectAttempts(envelopes);
  return envelopes
    .flatMap(({ testCase }) => testCase ?? [])
    .map(({ id, pickleId }) => {
      const pickle = pickles.get(pickleId) ?? missing(`pickle ${pickleId}`);
      const line = pickle.location?.line ?? missing(`location of pickle ${pickleId}`);
      return {
        place: { name: pickle.name, uri: pickle.uri, line },
        tags: pickle.tags.map(({ name }) => name),
        attempts: attempts.get(id)?.map(({ attempt }) => attempt) ?? [],
      };
    });
}

function collectAttempts(envelopes: readonly Envelope[]) {
  const steps = groupBy(
    envelopes.flatMap(({ testStepFinished }) => testStepFinished ?? []),
    ({ testCaseStartedId }) => testCaseStartedId,
  );
  const attachments = groupBy(
    envelopes.flatMap(({ attachment }) => attachment ?? []),
    ({ testCaseStartedId }) => testCaseStartedId,
  );
  const ends = new Map(
    envelopes.flatMap(({ testCaseFinished: end }) => (end ? [[end.testCaseStartedId, end.timestamp]] : [])),
  );
  const attempts = envelopes
    .flatMap(({ testCaseStarted }) => testCaseStarted ?? [])
    .map((started) => ({
      testCaseId: started.testCaseId,
      attempt: {
        ...toOutcome(started, steps.get(started.id) ?? [], ends.get(started.id)),
        ...readAttachments(attachments.get(started.id) ?? []),
      },
    }));
  return groupBy(attempts, ({ testCaseId }) => testCaseId);
}

function toOutcome(
  { timestamp }: Started,
  steps: readonly StepFinished[],
  end: Timestamp | undefined,
): Pick<Attempt, "status" | "startedAt" | "durationMs" | "failure"> {
  const startedAt = new Date(toMs(timestamp)).toISOString();
  if (!end) return { status: "UNKNOWN", startedAt, durationMs: 0, failure: "the scenario started and never finished" };
  const worst = steps
    .map(({ testStepResult }) => testStepResult)
    .toSorted((a, b) => statuses.indexOf(b.status) - statuses.indexOf(a.status))[0];
  const durationMs = toMs(end) - toMs(timestamp);
  const failure = worst?.message?.split("\n")[0];
  return { status: worst?.status ?? "UNKNOWN", startedAt, durationMs, ...(failure && { failure }) };
}

function readAttachments(
  attachments: readonly CucumberAttachment[],
): Pick<Attempt, "findings" | "facts" | "unreadable"> {
  const findings = attachments.flatMap(parseFindings);
  const facts = attachments.filter(({ mediaType }) => mediaType === factsMediaType).map(parseFacts);
  return {
    findings: findings.filter((finding) => finding !== undefined),
    facts: facts.filter((fact) => fact !== undefined),
    unreadable: [...findings, ...facts].filter((read) => read === undefined).length,
  };
}

const toMs = ({ seconds, nanos }: Timestamp): number => seconds * 1000 + nanos / 1e6;

function missing(what: string): never {
  throw new StepproofError("MESSAGES_INCOMPLETE", `Cucumber's messages lack the ${what}`, {
    hint: "Run again; if it stays, check the versions of @cucumber/cucumber (12.x is expected).",
    attribution: "HARNESS",
  });
}
