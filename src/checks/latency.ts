import type { Exchange } from "../evidence/journal.ts";
import { type Check, untestable, warn } from "./finding.ts";
import { conclude } from "./issuer-answer.ts";

/** How long calls took, ms; the percentiles by nearest rank. */
export interface Latency {
  readonly calls: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/**
 * What D1 waits for is not public; 1.5 s is the recommendation of another product of the network: contract.md section 5, (24).
 * ms, for 95 of 100 calls.
 */
export const usualLatencyBudget = 1_500;

/** `undefined` for no durations. */
export function toLatency(durationsMs: readonly number[]): Latency | undefined {
  const sorted = [...durationsMs].sort((one, other) => one - other);
  const max = sorted.at(-1);
  return max === undefined
    ? undefined
    : { calls: sorted.length, p50: percentile(sorted, 50), p95: percentile(sorted, 95), max };
}

/** RS-13: 95 of 100 calls are answered within the budget. A SHOULD: D1's own time-outs are not public. Source: [A] on (24). */
export const checkLatency: Check<readonly Exchange[], { readonly p95Ms: number }> = (exchanges, { p95Ms }) => {
  const answered = exchanges.filter(({ outcome }) => "response" in outcome);
  const latency = toLatency(answered.map(({ durationMs }) => durationMs));
  const expected = `p95 of at most ${p95Ms} ms`;
  const evidence = exchanges.map(({ id }) => id);
  const hint = "Find what the call waits for: a cold pool, a missing index, another system asked in line.";
  if (!latency) return untestable("RS-13", { expected, actual: "no call was answered", hint, evidence });
  const { calls, p50, p95, max } = latency;
  const [median, ninetyFifth, longest] = [p50, p95, max].map((ms) => ms.toFixed(1));
  const actual = `p50 ${median} ms, p95 ${ninetyFifth} ms, max ${longest} ms over ${calls} calls`;
  return conclude("RS-13", { expected, faults: p95 <= p95Ms ? [] : [actual], actual, hint, evidence }, warn);
};

const percentile = (sorted: readonly number[], percent: number): number =>
  sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
