import { StepproofError } from "../src/errors.ts";
import type { Fate } from "../src/sending/failure.ts";
import type { Mutant } from "./mutant.ts";
import { wrongD1 } from "./wrong-d1.ts";

/** A D1 that takes what one carrier says of a message for something else. */
const misread = (id: string, caughtBy: string, mistake: string, misreadings: Readonly<Record<string, Fate>>): Mutant =>
  wrongD1(id, caughtBy, mistake, ({ failureFate }) => ({
    failureFate: (error, parcel) =>
      (error instanceof StepproofError ? misreadings[error.code] : undefined) ?? failureFate(error, parcel),
  }));

const inScenario = (scenario: string, mutant: Mutant): Mutant => ({
  ...mutant,
  feature: "resilience/carriers.feature",
  scenario,
});

/** A D1 that is wrong about what a carrier did with a message. */
export const d1CarrierMutants: readonly Mutant[] = [
  inScenario(
    "The mail server greylists for 1 minute",
    misread("greylisting-is-final", "RS-06", "D1 takes a 4xx for a 5xx.", { MAIL_DEFERRED: "refused" }),
  ),
  inScenario(
    "The SMS centre answers ESME_RBINDFAIL to the first bind, when D1 has to bind anew",
    misread("bind-failure-is-final", "RS-06", "D1 gives up where it cannot bind.", { SMS_DEFERRED: "refused" }),
  ),
  inScenario(
    "the mail server hangs up at the end to the first message",
    misread("lost-reply-is-refusal", "RS-14", "D1 sends an e-mail again whose reply is lost after the final dot.", {
      MAIL_UNANSWERED: "try-again",
    }),
  ),
  inScenario(
    "Neither an answer nor a receipt comes from the SMS centre",
    misread("lost-response-is-refusal", "RS-14", "D1 sends an SMS again whose submit_sm_resp is lost.", {
      SMS_UNANSWERED: "try-again",
    }),
  ),
  inScenario(
    "The SMS centre throttles its second part",
    wrongD1("parts-begun-anew", "SM-04", "D1 begins a long SMS anew, under another reference.", ({ handOff }) => ({
      // The sender knows a message again by its identity, and goes on with it; a copy is another message.
      handOff: (parcel, delivery) =>
        handOff(parcel.to === "sms-centre" ? { ...parcel, sms: { ...parcel.sms } } : parcel, delivery),
    })),
  ),
];
