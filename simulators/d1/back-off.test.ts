import fc from "fast-check";
import { expect, it } from "vitest";
import { createChance } from "../../src/chance.ts";
import { backOffMs } from "./back-off.ts";

const settings = { firstBackOffMs: 1_000, longestBackOffMs: 30_000 };

it("doubles from try to try up to a ceiling, and takes off at most half by chance", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.string(), (tries, seed) => {
      const whole = Math.min(30_000, 1_000 * 2 ** (tries - 1));
      const wait = backOffMs(tries, settings, createChance(seed));
      expect(wait).toBeGreaterThanOrEqual(whole / 2);
      expect(wait).toBeLessThanOrEqual(whole);
    }),
    { numRuns: 50 },
  );
});

it("is the same for the same chance, and another for another", () => {
  const waits = ["a", "a", "b"].map((seed) => backOffMs(3, settings, createChance(seed)));
  expect(waits[0]).toBe(waits[1]);
  expect(waits[0]).not.toBe(waits[2]);
});
