/** When the clock of a server under fire stands: a replay meets the same tokens and expiry dates. */
export const FUZZ_START = Date.UTC(2026, 6, 4, 9, 30);

/** Messages that an inbox keeps: few, so that it is full soon and what grows then is a leak. */
export const KEPT_MESSAGES = 200;

/** Time for a burst and for a probe; whoever takes longer hangs, ms. */
export const PATIENCE_MS = 15_000;
