import fc from "fast-check";
import { expect, it } from "vitest";
import { checkLatency, toLatency } from "./latency.ts";
import { sampleExchange, silentExchange } from "./sample-exchanges.fixture.ts";

const taking = (...durationsMs: readonly number[]) =>
  durationsMs.map((durationMs) => ({ ...sampleExchange(), durationMs }));

it("finds the percentiles by nearest rank", () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(toLatency(hundred)).toEqual({ calls: 100, p50: 50, p95: 95, max: 100 });
  expect(toLatency([7])).toEqual({ calls: 1, p50: 7, p95: 7, max: 7 });
  expect(toLatency([])).toBeUndefined();
});

it("orders the percentiles whatever the durations", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1 }), (durations) => {
      const { p50 = 0, p95 = 0, max = 0 } = toLatency(durations) ?? {};
      expect(p50).toBeLessThanOrEqual(p95);
      expect(p95).toBeLessThanOrEqual(max);
      expect(durations).toEqual(expect.arrayContaining([p50, p95, max]));
    }),
  );
});

it("RS-13 forgives one late call of twenty, and warns of two", () => {
  const quick = Array.from({ length: 18 }, () => 10);
  expect(checkLatency(taking(...quick, 10, 999), { p95Ms: 100 }).result).toBe("PASS");
  expect(checkLatency(taking(...quick, 999, 999), { p95Ms: 100 })).toMatchObject({
    result: "WARN",
    actual: "p50 10.0 ms, p95 999.0 ms, max 999.0 ms over 20 calls",
  });
  expect(checkLatency([silentExchange("HTTP_TIMEOUT")], { p95Ms: 100 }).result).toBe("UNTESTABLE");
});
