import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding } from "../checks/finding.ts";
import { toResultDocument } from "../reports/result-document.ts";
import type { Requirement } from "../verdict/catalogue.ts";
import type { Envelope } from "../verdict/envelope.ts";
import { judgeRun } from "../verdict/judge-run.ts";
import { type ScenarioSketch, sketchAttempt, sketchRun } from "../verdict/run-sketch.fixture.ts";
import { mergeRuns, type ShardRun } from "./merge-runs.ts";
import { digestOf, takeShard } from "./shard.ts";

const ids = ["OC-01", "OC-02", "PM-01"] as const;

const catalogue: readonly Requirement[] = ids.map((id) => ({
  id,
  rule: `the rule of ${id}`,
  keyword: "MUST",
  underTest: "d1",
  profile: "base",
  evidence: "D",
  source: "a source",
  advice: "mend it",
})) as unknown as readonly Requirement[];

const finding = (requirement: string, result: Finding["result"]): Finding => ({
  requirement,
  result,
  expected: "this",
  actual: "that",
  evidence: [],
});

interface Drawn {
  readonly id: (typeof ids)[number];
  readonly result: "PASS" | "FAIL" | "WARN";
}

const toSketch = ({ id, result }: Drawn, index: number): ScenarioSketch => ({
  tags: [`@${id}`],
  attempts: [sketchAttempt({ status: result === "FAIL" ? "FAILED" : "PASSED", findings: [finding(id, result)] })],
  line: index + 1,
});

/** Ids as of a process of their own. */
const apart = (name: string, envelopes: readonly Envelope[]): readonly Envelope[] =>
  JSON.parse(JSON.stringify(envelopes).replaceAll(/"([pcs])(\d)/g, `"${name}-$1$2`));

const started = { testRunStarted: { id: "run", timestamp: { seconds: 0, nanos: 0 } } } as Envelope;

function runShard(sketches: readonly ScenarioSketch[], index: number, total: number): ShardRun {
  const places = sketches.map(({ line }) => `a.feature:${line}`);
  const taken = new Set(takeShard(places, { index, total }));
  const own = sketches.filter(({ line }) => taken.has(`a.feature:${line}`));
  const envelopes = apart(`shard-${index}`, [started, ...sketchRun(own)]);
  const facts = { version: "0.1.0", seed: "7", startedAt: 0, finishedAt: index };
  const shard = { index, total, plan: "full", selection: digestOf(places) } as const;
  const result = toResultDocument(judgeRun(envelopes, { catalogue, plan: "filtered" }), facts);
  return { folder: `shard-${index}`, result: { ...result, shard }, envelopes };
}

const someScenarios = fc.array(
  fc.record({
    id: fc.constantFrom(...ids),
    result: fc.constantFrom("PASS" as const, "FAIL" as const, "WARN" as const),
  }),
  { minLength: 4, maxLength: 12 },
);

describe("shards of one run", () => {
  it("make, merged in any order, what one run would have been, requirement by requirement", () => {
    fc.assert(
      fc.property(someScenarios, fc.integer({ min: 1, max: 4 }), (drawn, total) => {
        const sketches = drawn.map(toSketch);
        const shards = Array.from({ length: total }, (_, index) => runShard(sketches, index + 1, total));
        const { document } = mergeRuns(shards.toReversed(), catalogue);
        const whole = judgeRun([started, ...sketchRun(sketches)], { catalogue, plan: "full" });
        const brief = ({ requirements, verdict, counts, plan }: typeof whole) => ({
          verdict,
          counts,
          plan,
          requirements: requirements.map(({ id, result, scenarios, findings }) => [
            id,
            result,
            scenarios.length,
            findings.map((each) => each.result).sort(),
          ]),
        });
        expect(brief(document)).toEqual(brief(whole));
      }),
    );
  });
});

describe("a problem of a shard that no message tells", () => {
  it("is one of the whole", () => {
    const sketches = ids.map((id, index) => toSketch({ id, result: "PASS" }, index));
    const two = runShard(sketches, 2, 2);
    const leaky = { ...two, result: { ...two.result, problems: ["summary.md:3 gives away a secret of the run"] } };
    const { document } = mergeRuns([runShard(sketches, 1, 2), leaky], catalogue);
    expect(document).toMatchObject({ verdict: "INCOMPLETE", problems: leaky.result.problems });
  });
});

describe("what makes no run", () => {
  const sketches = ids.map((id, index) => toSketch({ id, result: "PASS" }, index));
  const failing = toSketch({ id: "OC-01", result: "FAIL" }, 0);
  const [one, two] = [runShard(sketches, 1, 2), runShard(sketches, 2, 2)];

  it.each([
    ["a shard that is missing", [one], "shard 2/2 is missing"],
    [
      "a shard that is there twice",
      [one, two, { ...two, folder: "again" }],
      "shard 2/2 is there twice: shard-2, again",
    ],
    [
      "another seed",
      [one, { ...two, result: { ...two.result, seed: "8" } }],
      "the seed of shard-2 is not that of shard-1",
    ],
    ["another number of shards", [one, runShard(sketches, 2, 3)], "the number of shards of shard-2"],
    ["other features", [one, runShard(sketches.slice(1), 2, 2)], "the scenarios selected of shard-2"],
    [
      "a scenario taken out",
      [one, { ...two, result: { ...two.result, scenarios: [] } }],
      "are not those that were selected",
    ],
    [
      "a plan that asks for less",
      [one, { ...two, result: { ...two.result, shard: { ...two.result.shard, plan: "filtered" as const } } }],
      "what is to be judged of shard-2 is not that of shard-1",
    ],
    [
      "a scenario taken out of the messages alone",
      [one, { ...two, envelopes: two.envelopes.filter(({ testCase }) => !testCase) }],
      "their results tell what their messages do not: a.feature:",
    ],
    [
      "a finding taken out of the messages alone",
      [runShard([failing, ...sketches.slice(1)], 1, 2), two].map((run) => ({
        ...run,
        envelopes: JSON.parse(JSON.stringify(run.envelopes).replaceAll("FAIL", "PASS")),
      })),
      "their results tell what their messages do not: a.feature:",
    ],
  ])("is refused for %s", (_, shards, reason) => {
    expect(() => mergeRuns(shards, catalogue)).toThrow(reason);
  });
});
