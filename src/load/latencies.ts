import { createHistogram } from "node:perf_hooks";

/** Milliseconds. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

const MICROSECONDS = 1_000;

/** Durations in a histogram of three figures: its size does not grow with how many there are. */
export class Latencies {
  readonly #histogram = createHistogram({ figures: 3 });

  record(ms: number): void {
    this.#histogram.record(Math.max(1, Math.round(ms * MICROSECONDS)));
  }

  /** All 0 where nothing was recorded. */
  percentiles(): Percentiles {
    if (this.#histogram.count === 0) return { p50: 0, p95: 0, p99: 0, max: 0 };
    const at = (percent: number) => this.#histogram.percentile(percent) / MICROSECONDS;
    return { p50: at(50), p95: at(95), p99: at(99), max: this.#histogram.max / MICROSECONDS };
  }
}
