import type { EndUser } from "../simulators/end-user/end-user.ts";
import type { WalletCard } from "../simulators/end-user/wallet-card.ts";
import type { Channel } from "../src/checks/expectation.ts";
import type { ActivationCodeResponse } from "../src/contract/wallet-tsp.ts";
import type { DrawnCard } from "../src/testbed/people.ts";

/** A card on its way into the wallet. */
export interface StepUp {
  readonly card: DrawnCard;
  readonly inWallet: WalletCard;
  /** The channel chosen last, and what came of it. */
  channel?: Channel;
  answer?: ActivationCodeResponse;
}

/** One End User of a scenario and what they have done so far. */
export interface Actor {
  readonly name: string;
  readonly endUser: EndUser;
  readonly stepUps: StepUp[];
}

/** The step-up that "they" are busy with. */
export function latestStepUp({ name, stepUps }: Actor): StepUp {
  const latest = stepUps.at(-1);
  if (!latest) throw new Error(`${name} has not added a card yet: the scenario lacks a step`);
  return latest;
}

/** The contacts a person was enrolled with. */
export function contactsOnFile({ endUser: { profile } }: Actor): readonly string[] {
  return [profile.phone, profile.email].filter((contact) => contact !== undefined);
}
