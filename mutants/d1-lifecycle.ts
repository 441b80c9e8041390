import type { Mutant } from "./mutant.ts";
import { addressedTo, shifted, withText } from "./parcel-changes.ts";
import { wrongD1 } from "./wrong-d1.ts";

/** A D1 that is wrong about the life of a code: reads expiries amiss, judges codes, tells them again. */
export const d1LifecycleMutants: readonly Mutant[] = [
  wrongD1(
    "offset-overlooked",
    "LC-02",
    "D1 reads an expiry's clock time and overlooks its offset.",
    ({ isExpired }) => ({
      isExpired: ({ request, ...delivery }, now) => {
        const expirationDateTime = request.expirationDateTime.replace(/(Z|[+-]\d{2}:\d{2})$/, "Z");
        return isExpired({ ...delivery, request: { ...request, expirationDateTime } }, now);
      },
    }),
  ),
  wrongD1(
    "fraction-refused",
    "LC-02",
    "D1 takes an expiry with a fraction for one that has passed.",
    ({ isExpired }) => ({
      isExpired: (delivery, now) => /\.\d+/.test(delivery.request.expirationDateTime) || isExpired(delivery, now),
    }),
  ),
  wrongD1("validates-codes", "LC-10", "D1 judges codes when it is asked to.", () => ({
    furtherOperations: new Map([["validateActivationCode", async () => ({ responseId: "R1", result: "SUCCESS" })]]),
  })),
  wrongD1(
    "code-in-reminder",
    "LC-12",
    "D1 keeps the code and tells it again in reminders.",
    ({ otpOf, sendNotice }) => {
      const codes = new Map<string, string>();
      return {
        otpOf: (delivery) => {
          const code = otpOf(delivery);
          codes.set(delivery.digitization.digitalCardId, code);
          return code;
        },
        sendNotice: (parcel, digitization) => {
          const code = codes.get(digitization.digitalCardId) ?? "";
          const told = withText(parcel, (text) => `${text} Your code: ${code}`);
          return told.to === "issuer" ? Promise.resolve() : sendNotice(told, digitization);
        },
      };
    },
  ),
  wrongD1(
    "first-code-for-other-reasons",
    "LC-08",
    "D1 makes up a code for every reason but adding a card.",
    ({ otpOf }) => ({
      otpOf: (delivery) =>
        (delivery.request.reasonCodes ?? []).every((reason) => reason === "ADD_CARD")
          ? otpOf(delivery)
          : shifted(otpOf(delivery)),
    }),
  ),
  wrongD1(
    "expiry-unwatched",
    "LC-01",
    "D1 looks at the expiry before the look-up and not after it.",
    ({ isExpired }) => {
      const seen = new WeakSet<object>();
      return {
        isExpired: (delivery, now) => {
          if (seen.has(delivery.request)) return false;
          seen.add(delivery.request);
          return isExpired(delivery, now);
        },
      };
    },
  ),
  wrongD1("number-of-the-internet", "CS-14", "D1 sends the code to a VoIP number of the person's.", ({ handOff }) => ({
    handOff: (parcel, delivery) => handOff(addressedTo(parcel, "+445600123456"), delivery),
  })),
  wrongD1("app-hash-lost", "OC-09", "D1 drops the last line of an SMS.", ({ handOff }) => ({
    handOff: (parcel, delivery) =>
      handOff(
        withText(parcel, (text) => text.replace(/\n[^\n]*$/, "")),
        delivery,
      ),
  })),
];
