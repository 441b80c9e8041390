import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createChance } from "./chance.ts";

describe("createChance", () => {
  it("repeats its draws for the same seed and differs for another", () => {
    const draw = (seed: string) => createChance(seed).text("0123456789", 20);
    expect(draw("a")).toBe(draw("a"));
    expect(draw("a")).not.toBe(draw("b"));
  });

  it("gives a fork that does not depend on what was drawn before", () => {
    const fresh = createChance("seed");
    const used = createChance("seed");
    used.integer(1_000);
    expect(used.fork("x").integer(1_000_000)).toBe(fresh.fork("x").integer(1_000_000));
  });

  it("stays below the bound", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 2 ** 32 }), (seed, bound) => {
        const drawn = createChance(seed).integer(bound);
        expect(drawn).toBeGreaterThanOrEqual(0);
        expect(drawn).toBeLessThan(bound);
      }),
    );
  });

  it("draws every digit about equally often", () => {
    const counts = new Map<string, number>();
    for (const digit of createChance("uniform").text("0123456789", 20_000))
      counts.set(digit, (counts.get(digit) ?? 0) + 1);
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 2_000) ** 2 / 2_000, 0);
    expect(counts.size).toBe(10);
    // 27.9 is the 0.1 % point for nine degrees of freedom; the seed is fixed, so this cannot flicker.
    expect(chiSquare).toBeLessThan(27.9);
  });
});
