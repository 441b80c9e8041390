import { type Flow, flowMediaType, parseFlow } from "../../evidence/flow.ts";
import { parseFacts } from "../../verdict/attachments.ts";
import type { Envelope } from "../../verdict/envelope.ts";
import { groupBy } from "../../verdict/group-by.ts";
import type { StoryStep } from "./story.ts";

/** What Cucumber's messages tell of a scenario beyond its result. */
export interface Scene {
  /** `features/a.feature:12` */
  readonly place: string;
  /** The feature's name. */
  readonly feature: string;
  readonly steps: readonly StoryStep[];
  readonly flow: Flow;
}

type Pickle = NonNullable<Envelope["pickle"]>;
type TestCase = NonNullable<Envelope["testCase"]>;
type StepFinished = NonNullable<Envelope["testStepFinished"]>;

/** Every scenario that was planned, by its last attempt. */
export function collectScenes(envelopes: readonly Envelope[]): readonly Scene[] {
  const pickles = new Map(envelopes.flatMap(({ pickle }) => (pickle ? [[pickle.id, pickle] as const] : [])));
  const features = new Map(
    envelopes.flatMap(({ gherkinDocument: read }) => (read?.feature ? [[read.uri, read.feature.name] as const] : [])),
  );
  const lastAttempts = new Map(
    envelopes.flatMap(({ testCaseStarted: begun }) => (begun ? [[begun.testCaseId, begun.id] as const] : [])),
  );
  const finished = groupBy(
    envelopes.flatMap(({ testStepFinished }) => testStepFinished ?? []),
    ({ testCaseStartedId }) => testCaseStartedId,
  );
  const flows = collectFlows(envelopes);
  return envelopes.flatMap(({ testCase }) => {
    const pickle = testCase && pickles.get(testCase.pickleId);
    if (!pickle) return [];
    const attempt = lastAttempts.get(testCase.id) ?? "";
    const steps = toSteps(testCase, pickle, finished.get(attempt) ?? []);
    const place = `${pickle.uri}:${pickle.location?.line ?? 0}`;
    const feature = features.get(pickle.uri) ?? pickle.uri;
    return [{ place, feature, steps, flow: flows.get(attempt) ?? { calls: [] } }];
  });
}

function collectFlows(envelopes: readonly Envelope[]): ReadonlyMap<string, Flow> {
  return new Map(
    envelopes.flatMap(({ attachment }) => {
      if (attachment?.mediaType !== flowMediaType) return [];
      const flow = parseFlow(parseFacts(attachment));
      return flow ? [[attachment.testCaseStartedId ?? "", flow] as const] : [];
    }),
  );
}

/** The steps of the scenario, and of the hooks around them those that did not pass. */
function toSteps({ testSteps }: TestCase, pickle: Pickle, finished: readonly StepFinished[]): readonly StoryStep[] {
  const results = new Map(finished.map(({ testStepId, testStepResult }) => [testStepId, testStepResult]));
  const texts = new Map(pickle.steps.map((step) => [step.id, step]));
  let before = "";
  return testSteps.flatMap(({ id, pickleStepId }) => {
    const { status = "UNKNOWN", message } = results.get(id) ?? {};
    const step = texts.get(pickleStepId ?? "");
    if (!step && (status === "PASSED" || status === "SKIPPED" || message === undefined)) return [];
    const word = wordFor(step?.type);
    const shown = word === before ? "And" : word;
    before = word;
    const failure = withoutStack(message);
    return [{ word: step ? shown : "", text: step?.text ?? "Hook", status, ...(failure && { failure }) }];
  });
}

function wordFor(type: Pickle["steps"][number]["type"]): string {
  const words: Readonly<Record<string, string>> = { Context: "Given", Action: "When", Outcome: "Then" };
  return words[type ?? ""] ?? "And";
}

/** A broken requirement is told by its finding: only other accidents are told here. */
function withoutStack(message = ""): string | undefined {
  if (message === "" || message.startsWith("RequirementBroken")) return undefined;
  return message.split(/\n\s+at /)[0];
}
