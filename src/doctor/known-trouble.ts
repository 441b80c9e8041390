import type { Advice } from "./diagnosis.ts";

/** What one family of system codes means to the reader. */
export interface KnownTrouble extends Advice {
  readonly codes: RegExp;
  readonly actual: string;
}
