import { StepproofError } from "../src/errors.ts";
import { d1Mutants } from "./d1.ts";
import { d1CarrierMutants } from "./d1-carriers.ts";
import { d1LifecycleMutants } from "./d1-lifecycle.ts";
import { d1MailAuthMutants } from "./d1-mail-auth.ts";
import { d1SightMutants } from "./d1-sight.ts";
import { d1SmsMutants } from "./d1-sms.ts";
import { issuerContactMutants, issuerRefusalMutants } from "./issuer-backend.ts";
import { issuerAccessMutants, issuerDeliveryMutants, issuerToleranceMutants } from "./issuer-backend-access.ts";
import { fromTemplates, fromZone, type Mutant } from "./mutant.ts";
import { privacyMutants } from "./privacy.ts";
import { templateMutants } from "./templates.ts";
import { tspMutants } from "./tsp.ts";
import { tspLifecycleMutants } from "./tsp-lifecycle.ts";
import { zoneMutants } from "./zones.ts";

/** Every wrong system there is. */
export const mutants: readonly Mutant[] = [
  ...d1Mutants,
  ...d1CarrierMutants,
  ...d1LifecycleMutants,
  ...d1MailAuthMutants,
  ...d1SightMutants,
  ...d1SmsMutants,
  ...tspMutants,
  ...tspLifecycleMutants,
  ...issuerContactMutants,
  ...issuerRefusalMutants,
  ...issuerAccessMutants,
  ...issuerToleranceMutants,
  ...issuerDeliveryMutants,
  ...privacyMutants,
  ...templateMutants.map(fromTemplates),
  ...zoneMutants.map(fromZone),
];

/** Throws MUTANT_UNKNOWN. */
export function mutantNamed(id: string): Mutant {
  const mutant = mutants.find((candidate) => candidate.id === id);
  if (mutant) return mutant;
  throw new StepproofError("MUTANT_UNKNOWN", `no mutant is called "${id}"`, {
    hint: `Known are: ${mutants.map((known) => known.id).join(", ")}.`,
    attribution: "CONFIGURATION",
  });
}
