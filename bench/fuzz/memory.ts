import { setImmediate } from "node:timers/promises";

/** What a process holds once its rubbish is taken out; octets. */
export interface MemorySample {
  readonly inputs: number;
  readonly rss: number;
  readonly heapUsed: number;
  /** Buffers, which lie outside of the heap. */
  readonly external: number;
}

/** Held after the first fifth, when caches and inboxes are full, and what may come to it after that. */
const SETTLED = 0.2;
const MOST_GROWTH = 8 * 1024 * 1024;
/** Samples at either end whose median counts: what is under way at one moment is no leak. */
const AT_EITHER_END = 3;

/** Without `--expose-gc` the rubbish is counted too. */
export async function sampleMemory(inputs: number): Promise<MemorySample> {
  // What has just been closed is let go of in the next turn, and a buffer after the object that held it.
  for (let turn = 0; turn < 3; turn++) {
    await setImmediate();
    globalThis.gc?.();
  }
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  return { inputs, rss, heapUsed, external: arrayBuffers };
}

export interface MemoryTrend {
  /** Octets an input, by least squares over the samples from the first fifth on. */
  readonly slope: number;
  /** From the first fifth to the end, octets of heap and buffers. */
  readonly growth: number;
  readonly isFlat: boolean;
}

/** Undefined where there are too few samples. */
export function trendOf(samples: readonly MemorySample[]): MemoryTrend | undefined {
  const settled = samples.slice(Math.floor(samples.length * SETTLED));
  if (settled.length < 2 * AT_EITHER_END) return undefined;
  const growth = median(settled.slice(-AT_EITHER_END)) - median(settled.slice(0, AT_EITHER_END));
  return { slope: slopeOf(settled), growth, isFlat: growth <= MOST_GROWTH };
}

const heldIn = ({ heapUsed, external }: MemorySample): number => heapUsed + external;

const median = (samples: readonly MemorySample[]): number =>
  samples.map(heldIn).sort((one, other) => one - other)[Math.floor(samples.length / 2)] ?? 0;

function slopeOf(samples: readonly MemorySample[]): number {
  const meanInputs = mean(samples.map(({ inputs }) => inputs));
  const meanHeld = mean(samples.map(heldIn));
  const deviations = samples.map((sample) => ({ dx: sample.inputs - meanInputs, dy: heldIn(sample) - meanHeld }));
  const square = deviations.reduce((sum, { dx }) => sum + dx * dx, 0);
  return square === 0 ? 0 : deviations.reduce((sum, { dx, dy }) => sum + dx * dy, 0) / square;
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
