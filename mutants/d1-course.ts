import type { Mutant } from "./mutant.ts";
import { wrongD1 } from "./wrong-d1.ts";

/** A D1 that is wrong about the course of things: expiry, resends, refusals, the end. */
export const d1CourseMutants: readonly Mutant[] = [
  wrongD1("sent-after-expiry", "LC-01", "D1 sends codes that have run out.", () => ({ isExpired: () => false })),
  wrongD1("first-code-again", "LC-08", "D1 sends the code of the first request again after a resend.", ({ otpOf }) => {
    const first = new Map<string, string>();
    return {
      otpOf: (delivery) => {
        const { tokenUniqueReference } = delivery.request;
        const code = first.get(tokenUniqueReference) ?? otpOf(delivery);
        first.set(tokenUniqueReference, code);
        return code;
      },
    };
  }),
  wrongD1("no-notification", "LC-11", "D1 reports every digitization as failed.", ({ cardNotification }) => ({
    cardNotification: (digitization) => cardNotification(digitization, "FAILED"),
  })),
  wrongD1("unknown-token-accepted", "RS-08", "D1 delivers for a token it does not know.", ({ findDigitization }) => ({
    findDigitization: (ids, digitizations) => findDigitization(ids, digitizations) ?? digitizations.all().at(-1),
  })),
  wrongD1("failure-swallowed", "RS-05", "D1 claims success when the message was refused.", ({ handOff }) => ({
    handOff: (parcel, delivery) => handOff(parcel, delivery).catch(() => undefined),
  })),
  wrongD1(
    "old-contact-after-failure",
    "RS-03",
    "D1 uses the contact it remembers when the look-up fails.",
    ({ readConsumer }) => ({
      readConsumer: async (digitization) => ({
        ...digitization.offer?.consumer,
        ...(await readConsumer(digitization).catch(() => ({}))),
      }),
    }),
  ),
  wrongD1("error-as-500", "RS-04", "D1 answers the TSP with 500 where something went wrong.", () => ({
    answerStatus: ({ errorCode }) => (errorCode === undefined ? 200 : 500),
  })),
  wrongD1("asks-for-ever", "RS-04", "D1 asks a silent issuer so often that the TSP gives up.", ({ readConsumer }) => ({
    async readConsumer(digitization) {
      // Nothing that is for ever ends a run: longer than the TSP waits is long enough.
      for (let tries = 1; tries < 6; tries += 1) {
        const consumer = await readConsumer(digitization).catch(() => undefined);
        if (consumer) return consumer;
      }
      return readConsumer(digitization);
    },
  })),
  wrongD1("strict-reasons", "RS-07", "D1 refuses a delivery for a reason it does not know.", ({ isOffered }) => ({
    isOffered: (delivery) =>
      isOffered(delivery) && (delivery.request.reasonCodes ?? []).every((reason) => reason === "ADD_CARD"),
  })),
  wrongD1("shared-state", "RS-09", "D1 takes the suffix of whichever card came last.", () => ({
    panSuffixOf: ({ digitization, digitizations }) => (digitizations.all().at(-1) ?? digitization).card.pan.slice(-4),
  })),
  wrongD1(
    "grace-period",
    "LC-01",
    "D1 still sends a code that ran out less than half a minute ago.",
    ({ isExpired }) => ({
      isExpired: (delivery, now) => isExpired(delivery, now - 30_000),
    }),
  ),
  wrongD1("expiry-as-text", "LC-01", "D1 compares expiry dates as texts, whatever their time zone.", () => ({
    isExpired: ({ request }, now) => request.expirationDateTime <= new Date(now).toISOString(),
  })),
  wrongD1(
    "notifies-other-card",
    "LC-11",
    "D1 reports the end of a digitization under another card.",
    ({ cardNotification }) => ({
      cardNotification: (digitization, outcome) => ({
        ...cardNotification(digitization, outcome),
        cardId: "crd_other",
      }),
    }),
  ),
];
