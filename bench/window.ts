/** How much was done in how much real time. */
export interface Done {
  readonly count: number;
  readonly seconds: number;
}

export const perSecond = (...done: readonly Done[]): number =>
  sum(done.map(({ count }) => count)) / sum(done.map(({ seconds }) => seconds));

/** Does something over and over in `lanes` at a time, for `ms`; what has begun by then is finished and counts. */
export async function repeatFor(ms: number, lanes: number, once: (lane: number) => Promise<unknown>): Promise<Done> {
  const began = performance.now();
  let count = 0;
  const run = async (_: unknown, lane: number) => {
    while (performance.now() - began < ms) {
      await once(lane);
      count++;
    }
  };
  await Promise.all(Array.from({ length: lanes }, run));
  return { count, seconds: (performance.now() - began) / 1_000 };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
