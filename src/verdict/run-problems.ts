import type { Envelope } from "./envelope.ts";

/** What went wrong with the run as a whole, one sentence each; none of a run that ended well. */
export function problemsOfRun(envelopes: readonly Envelope[]): readonly string[] {
  return [
    ...envelopes.flatMap(problemOf),
    ...(hasEnded(envelopes) ? [] : ["The run broke off: Cucumber never finished."]),
  ];
}

function problemOf({ testRunHookFinished, testRunFinished, parseError, undefinedParameterType }: Envelope): string[] {
  const hook = testRunHookFinished?.result;
  if (hook && hook.status !== "PASSED") return [`A hook around the run failed: ${firstLine(hook.message)}`];
  if (testRunFinished?.exception) return [`The run broke: ${firstLine(testRunFinished.exception.message)}`];
  if (parseError) return [`A feature could not be read: ${firstLine(parseError.message)}`];
  if (undefinedParameterType) return [`A step uses the unknown parameter type {${undefinedParameterType.name}}.`];
  return [];
}

const hasEnded = (envelopes: readonly Envelope[]): boolean =>
  envelopes.some(({ testRunFinished }) => testRunFinished !== undefined);

/** Whether Cucumber itself called the run failed. */
export function cucumberFailed(envelopes: readonly Envelope[]): boolean {
  return envelopes.some(({ testRunFinished }) => testRunFinished?.success === false);
}

const firstLine = (text = "no message"): string => text.split("\n")[0] ?? text;
