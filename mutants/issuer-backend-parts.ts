import type { IssuerParts } from "../simulators/issuer-backend/parts.ts";
import type { Mutant } from "./mutant.ts";

/** What a wrong issuer backend does instead of the good one. */
export type Changed = (good: IssuerParts) => Partial<IssuerParts>;

export const wrongIssuer = (id: string, caughtBy: string, mistake: string, changed: Changed): Mutant => ({
  id: `issuer-backend/${id}`,
  caughtBy,
  mistake,
  replace: { issuerBackend: (good) => ({ ...good, ...changed(good) }) },
});
