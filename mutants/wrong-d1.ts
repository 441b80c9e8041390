import type { D1Parts } from "../simulators/d1/parts.ts";
import type { Mutant } from "./mutant.ts";

/** The good D1 with some of its parts replaced, and the requirement that must catch it. */
export const wrongD1 = (
  id: string,
  caughtBy: string,
  mistake: string,
  replaced: (good: D1Parts) => Partial<D1Parts>,
): Mutant => ({
  id: `d1/${id}`,
  caughtBy,
  mistake,
  replace: { d1: (good) => ({ ...good, ...replaced(good) }) },
});
