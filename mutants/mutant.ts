import type { Replacements } from "../src/testbed/start-test-bed.ts";

/** A deliberately wrong system: the good one with a part replaced, and the requirement that must catch it. */
export interface Mutant {
  /** `<system>/<mistake>`, e.g. "d1/wrong-code". */
  readonly id: string;
  /** The mistake, in one sentence. */
  readonly mistake: string;
  /** The requirement whose finding must be red for the stated reason. */
  readonly caughtBy: string;
  readonly replace: Replacements;
}
