import type { Chance } from "../../src/chance.ts";

/** How often and how fast something is tried. */
export interface RetrySettings {
  /** In all, the first one included: 1 never tries again. */
  readonly tries: number;
  /** Before the second try, ms; doubled for each further one. */
  readonly firstBackOffMs: number;
  /** No wait is longer, ms. */
  readonly longestBackOffMs: number;
}

/**
 * How long to wait after this many failed tries, ms: twice as long as before, and by chance up to half of that less, so
 * that what failed together does not come back together.
 */
export function backOffMs(
  triesSoFar: number,
  { firstBackOffMs, longestBackOffMs }: Omit<RetrySettings, "tries">,
  chance: Chance,
): number {
  const whole = Math.min(longestBackOffMs, firstBackOffMs * 2 ** (triesSoFar - 1));
  return whole - chance.integer(Math.floor(whole / 2) + 1);
}
