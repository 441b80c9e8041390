import { describe, expect, it } from "vitest";
import type { Envelope } from "../verdict/envelope.ts";
import { mergeMessages } from "./merge-messages.ts";

/** The messages of a shard, as far as merging looks at them. */
function shard(name: string, seconds: number, success = true): readonly Envelope[] {
  const id = `run-${name}`;
  const messages = [
    { meta: { protocolVersion: "32" } },
    { source: { uri: "a.feature", data: "Feature: a", mediaType: "text/x.cucumber.gherkin+plain" } },
    { pickle: { id: `${name}-run`, uri: "a.feature" } },
    { pickle: { id: `${name}-left-out`, uri: "a.feature" } },
    { testRunStarted: { id, timestamp: { seconds, nanos: 0 } } },
    { testCase: { id: `case-${name}`, pickleId: `${name}-run`, testRunStartedId: id, testSteps: [] } },
    { testRunFinished: { testRunStartedId: id, timestamp: { seconds: seconds + 9, nanos: 0 }, success } },
  ];
  return messages as unknown as Envelope[];
}

const having = <Kind extends keyof Envelope>(messages: readonly Envelope[], kind: Kind) =>
  messages.flatMap((message) => message[kind] ?? []);

describe("the messages of several shards", () => {
  it("begin once, with the earliest, and end once, with the latest", () => {
    const merged = mergeMessages([shard("two", 20), shard("one", 10)]);
    expect(having(merged, "meta")).toHaveLength(1);
    expect(having(merged, "source")).toHaveLength(1);
    expect(having(merged, "testRunStarted")).toMatchObject([{ id: "run-one" }]);
    expect(having(merged, "testRunFinished")).toMatchObject([{ timestamp: { seconds: 29 }, success: true }]);
  });

  it("belong to one run, and hold the pickles that were run", () => {
    const merged = mergeMessages([shard("one", 10), shard("two", 20)]);
    expect(having(merged, "testCase").map(({ testRunStartedId }) => testRunStartedId)).toEqual(["run-one", "run-one"]);
    expect(having(merged, "pickle").map(({ id }) => id)).toEqual(["one-run", "two-run"]);
  });

  it("tell of a failure in any of them", () => {
    const merged = mergeMessages([shard("one", 10, false), shard("two", 20)]);
    expect(having(merged, "testRunFinished")).toMatchObject([{ success: false }]);
  });

  it("are refused where one broke off", () => {
    const broken = shard("two", 20).filter(({ testRunFinished }) => !testRunFinished);
    expect(() => mergeMessages([shard("one", 10), broken])).toThrow(/no end of every run/);
  });
});
