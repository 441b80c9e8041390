import { parseFindings } from "../verdict/attachments.ts";
import type { Envelope } from "../verdict/envelope.ts";

/** What is shown while a run goes on, written as it happens. */
export type Progress = (envelope: Envelope) => void;

type Write = (text: string) => void;

interface Ended {
  readonly uri: string;
  readonly failed: boolean;
}

const DOTS_PER_LINE = 80;

/** A dot a scenario, for somebody who watches. */
export function progressDots(write: Write): Progress {
  let dots = 0;
  const follow = followScenarios(({ failed }) => {
    write(failed ? "F" : ".");
    if (++dots % DOTS_PER_LINE === 0) write("\n");
  });
  return (envelope) => {
    follow(envelope);
    if (envelope.testRunFinished && dots % DOTS_PER_LINE !== 0) write("\n");
  };
}

/** A line a feature, once all its scenarios are through, for a log. */
export function progressLines(write: Write): Progress {
  const planned = new Map<string, number>();
  const endings = new Map<string, boolean[]>();
  const pickles = new Map<string, string>();
  const follow = followScenarios(({ uri, failed }) => {
    const ended = [...(endings.get(uri) ?? []), failed];
    endings.set(uri, ended);
    if (ended.length === planned.get(uri)) write(`${featureLine(uri, ended)}\n`);
  });
  return (envelope) => {
    if (envelope.pickle) pickles.set(envelope.pickle.id, envelope.pickle.uri);
    const uri = envelope.testCase && pickles.get(envelope.testCase.pickleId);
    if (uri !== undefined) planned.set(uri, (planned.get(uri) ?? 0) + 1);
    follow(envelope);
  };
}

function featureLine(uri: string, failures: readonly boolean[]): string {
  const failed = failures.filter(Boolean).length;
  const scenarios = `${failures.length} scenario${failures.length === 1 ? "" : "s"}`;
  return `${failed === 0 ? "ok  " : "FAIL"}  ${uri}: ${scenarios}${failed === 0 ? "" : `, ${failed} failed`}`;
}

/** Calls `onEnd` for each scenario that is over, retries aside. One that ran no steps has not passed. */
function followScenarios(onEnd: (ended: Ended) => void): Progress {
  const uris = new Map<string, string>();
  const stepped = new Set<string>();
  const failed = new Set<string>();
  return (envelope) => {
    const { pickle, testCase, testCaseStarted, testCaseFinished, testStepFinished } = envelope;
    if (pickle) uris.set(pickle.id, pickle.uri);
    if (testCase) uris.set(testCase.id, uris.get(testCase.pickleId) ?? "");
    if (testCaseStarted) uris.set(testCaseStarted.id, uris.get(testCaseStarted.testCaseId) ?? "");
    if (testStepFinished) stepped.add(testStepFinished.testCaseStartedId);
    const failing = failingAttempt(envelope);
    if (failing !== undefined) failed.add(failing);
    if (!testCaseFinished || testCaseFinished.willBeRetried) return;
    const id = testCaseFinished.testCaseStartedId;
    onEnd({ uri: uris.get(id) ?? "", failed: failed.has(id) || !stepped.has(id) });
  };
}

/** Which attempt this message says has failed: by a step's status, or by a finding. */
function failingAttempt({ testStepFinished: step, attachment }: Envelope): string | undefined {
  if (step) return ["PASSED", "SKIPPED"].includes(step.testStepResult.status) ? undefined : step.testCaseStartedId;
  // Most tell of none, and are not worth reading twice.
  if (!attachment || (attachment.contentEncoding === "IDENTITY" && !attachment.body.includes("FAIL"))) return undefined;
  const isFailure = parseFindings(attachment).some((finding) => finding?.result === "FAIL");
  return isFailure ? attachment.testCaseStartedId : undefined;
}
