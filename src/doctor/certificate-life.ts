import type { EpochMs } from "../clock.ts";

/** A certificate that ends within so many days is worth a warning: a renewal takes a bank weeks. */
export const SOON_DAYS = 14;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whole days until `end`; negative once it is over. */
export const daysUntil = (end: EpochMs, now: EpochMs): number => Math.floor((end - now) / DAY_MS);
