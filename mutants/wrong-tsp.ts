import type { TspParts } from "../simulators/tsp/parts.ts";
import type { Mutant } from "./mutant.ts";

/** The good TSP with some of its parts replaced, and the requirement that must catch it. */
export const wrongTsp = (
  id: string,
  caughtBy: string,
  mistake: string,
  replaced: (good: TspParts) => Partial<TspParts>,
): Mutant => ({
  id: `tsp/${id}`,
  caughtBy,
  mistake,
  replace: { tsp: (good) => ({ ...good, ...replaced(good) }) },
});
