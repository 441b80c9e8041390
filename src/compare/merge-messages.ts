import { StepproofError } from "../errors.ts";
import type { Envelope } from "../verdict/envelope.ts";

/**
 * Makes one stream of Cucumber messages out of those of several shards: it begins and ends once, a source stands once,
 * and of the pickles those that were run. Ids are UUIDs, so they stay; a feature's document stays once a shard, for the
 * pickles point into it. Throws MESSAGES_INCOMPLETE.
 */
export function mergeMessages(streams: readonly (readonly Envelope[])[]): readonly Envelope[] {
  const all = streams.flat();
  const start = earliest(all);
  const sources = new Map(all.flatMap((each) => (each.source ? [[each.source.uri, each] as const] : [])));
  const body = streams.flatMap(bodyOf).map((each) => underRun(each, start.id));
  return [
    ...all.filter(({ meta }) => meta).slice(0, 1),
    ...sources.values(),
    { testRunStarted: start },
    ...body,
    { testRunFinished: finish(streams, start.id) },
  ];
}

type RunStarted = NonNullable<Envelope["testRunStarted"]>;
type RunFinished = NonNullable<Envelope["testRunFinished"]>;

function bodyOf(stream: readonly Envelope[]): readonly Envelope[] {
  const run = new Set(stream.flatMap(({ testCase }) => testCase?.pickleId ?? []));
  return stream.filter(({ meta, source, testRunStarted, testRunFinished, pickle }) => {
    const isOfTheWhole = meta ?? source ?? testRunStarted ?? testRunFinished;
    return !isOfTheWhole && (!pickle || run.has(pickle.id));
  });
}

function earliest(envelopes: readonly Envelope[]): RunStarted & { readonly id: string } {
  const starts = envelopes.flatMap(({ testRunStarted }) => testRunStarted ?? []);
  const [first] = starts.toSorted((a, b) => toNanos(a.timestamp) - toNanos(b.timestamp));
  if (!first?.id) throw incomplete("no run that has started");
  return { ...first, id: first.id };
}

/** A shard that broke off leaves the whole without an end, which the judge calls broken off. */
function finish(streams: readonly (readonly Envelope[])[], testRunStartedId: string): RunFinished {
  const ends = streams.flatMap((stream) => stream.flatMap(({ testRunFinished }) => testRunFinished ?? []));
  const [last] = ends.toSorted((a, b) => toNanos(b.timestamp) - toNanos(a.timestamp));
  if (!last || ends.length < streams.length) throw incomplete("no end of every run");
  const broken = ends.find(({ exception }) => exception);
  return { ...last, ...broken, testRunStartedId, success: ends.every(({ success }) => success) };
}

function underRun(envelope: Envelope, testRunStartedId: string): Envelope {
  const { testCase, testRunHookStarted } = envelope;
  if (testCase) return { testCase: { ...testCase, testRunStartedId } };
  if (testRunHookStarted) return { testRunHookStarted: { ...testRunHookStarted, testRunStartedId } };
  return envelope;
}

/** Close enough to order runs by. */
const toNanos = ({ seconds, nanos }: RunStarted["timestamp"]): number => seconds * 1e9 + nanos;

const incomplete = (what: string): StepproofError =>
  new StepproofError("MESSAGES_INCOMPLETE", `the messages of the shards hold ${what}`, {
    hint: "Run the shard that broke off again; its messages.ndjson has no testRunFinished.",
    attribution: "CONFIGURATION",
  });
