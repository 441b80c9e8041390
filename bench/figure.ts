/** What several runs gave. */
export interface Figure {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly runs: number;
}

/** Undefined where there was no run. */
export function toFigure(values: readonly number[]): Figure | undefined {
  const inOrder = [...values].sort((one, other) => one - other);
  const [low] = inOrder;
  const high = inOrder.at(-1);
  if (low === undefined || high === undefined) return undefined;
  return { median: medianOf(inOrder), low, high, runs: inOrder.length };
}

function medianOf(inOrder: readonly number[]): number {
  const middle = Math.floor(inOrder.length / 2);
  const upper = inOrder[middle] ?? 0;
  return inOrder.length % 2 === 1 ? upper : ((inOrder[middle - 1] ?? 0) + upper) / 2;
}
