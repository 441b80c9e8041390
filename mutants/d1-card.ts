import type { Mutant } from "./mutant.ts";
import { shifted, withText } from "./parcel-changes.ts";
import { wrongD1 } from "./wrong-d1.ts";

/** A D1 that shows more of a card than it may, or another card, or lets a secret out of the messages. */
export const d1CardMutants: readonly Mutant[] = [
  wrongD1("full-pan", "PM-03", "D1 shows the whole card number.", () => ({
    panSuffixOf: ({ digitization }) => digitization.card.pan,
  })),
  wrongD1("eight-digits", "PM-02", "D1 shows the last eight digits of the card.", () => ({
    panSuffixOf: ({ digitization }) => digitization.card.pan.slice(-8),
  })),
  wrongD1("wrong-suffix", "PM-01", "D1 shows the last four digits of another card.", () => ({
    panSuffixOf: ({ digitization }) => shifted(digitization.card.pan.slice(-4)),
  })),
  wrongD1("bin-shown", "PM-04", "D1 shows the first six digits in front of the last four.", () => ({
    panSuffixOf: ({ digitization: { card } }) => `${card.pan.slice(0, 6)}******${card.pan.slice(-4)}`,
  })),
  wrongD1("expiry-shown", "PM-06", "D1 adds the card's expiry date to the message.", ({ handOff }) => ({
    handOff: (parcel, delivery) => {
      const { expiryMonth, expiryYear } = delivery.digitization.card;
      return handOff(
        withText(parcel, (text) => `${text} Exp ${expiryMonth}/${expiryYear}`),
        delivery,
      );
    },
  })),
  wrongD1("code-in-log", "SE-04", "D1 logs what it was asked to deliver.", () => ({
    logLine: ({ operation, body }) => `${operation} ${body}`,
  })),
  wrongD1("other-card-number", "PM-05", "D1 adds an order number that is a card number.", ({ handOff }) => ({
    handOff: (parcel, delivery) =>
      handOff(
        withText(parcel, (text) => `${text} Order 4111111111111111`),
        delivery,
      ),
  })),
  wrongD1("suffix-not-cut", "PM-07", "D1 shows as many digits as the network works with.", () => ({
    panSuffixOf: ({ digitization }) => digitization.card.pan.slice(-8),
  })),
  wrongD1("suffix-of-something-else", "PM-08", "D1 shows four digits that are not the PAN's.", () => ({
    panSuffixOf: ({ digitization }) => shifted(digitization.card.pan.slice(-4)),
  })),
  wrongD1(
    "card-number-in-address",
    "SE-07",
    "D1 uses the card number as the cardId of its calls.",
    ({ readConsumer }) => ({
      readConsumer: (digitization) => {
        const { card } = digitization;
        return readConsumer({ ...digitization, card: { ...card, cardId: card.pan } });
      },
    }),
  ),
];
