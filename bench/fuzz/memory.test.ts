import { expect, it } from "vitest";
import { trendOf } from "./memory.ts";

const MB = 2 ** 20;
const grown = (octetsAnInput: number) =>
  Array.from({ length: 10 }, (_, at) => {
    const inputs = (at + 1) * 25_000;
    return { inputs, rss: 0, heapUsed: 30 * MB + octetsAnInput * inputs, external: MB };
  });

it("calls memory flat that stays", () => {
  expect(trendOf(grown(0))).toMatchObject({ slope: 0, growth: 0, isFlat: true });
});

it("does not call memory flat that every input takes a hundred octets of", () => {
  const trend = trendOf(grown(100));
  expect(trend?.slope).toBeCloseTo(100);
  expect(trend?.isFlat).toBe(false);
});

it("does not mind what fills at the start", () => {
  const filling = grown(0).map((sample, at) => ({ ...sample, heapUsed: sample.heapUsed - (at < 2 ? 20 * MB : 0) }));
  expect(trendOf(filling)?.isFlat).toBe(true);
});

it("does not mind what is under way while one sample is taken", () => {
  const busy = grown(0).map((sample, at) => ({ ...sample, external: at === 9 ? 40 * MB : MB }));
  expect(trendOf(busy)?.isFlat).toBe(true);
});

it("says nothing of a few samples", () => {
  expect(trendOf(grown(100).slice(0, 2))).toBeUndefined();
});
