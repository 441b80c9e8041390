import type { Mutant } from "./mutant.ts";
import { shifted, withText } from "./parcel-changes.ts";
import { wrongD1 } from "./wrong-d1.ts";

/** Wrong about codes that only this feature has: in all others it is right, and they would be run in vain. */
const inOtpContent = (mutant: Mutant): Mutant => ({ ...mutant, feature: "otp-delivery/otp-content.feature" });

/** A D1 that is wrong about the code: another one, in another form, or with others beside it. */
export const d1CodeMutants: readonly Mutant[] = [
  wrongD1("wrong-code", "OC-01", "D1 sends another code than the TSP's.", ({ otpOf }) => ({
    otpOf: (delivery) => shifted(otpOf(delivery)),
  })),
  inOtpContent(
    wrongD1("code-as-number", "OC-01", "D1 reads the code as a number and loses its leading zeros.", ({ otpOf }) => ({
      otpOf: (delivery) => otpOf(delivery).replace(/^0+(?=.)/, ""),
    })),
  ),
  inOtpContent(
    wrongD1("code-in-capitals", "OC-01", "D1 writes the code in capitals.", ({ otpOf }) => ({
      otpOf: (delivery) => otpOf(delivery).toUpperCase(),
    })),
  ),
  wrongD1("code-reformatted", "OC-02", "D1 puts a blank into the middle of the code.", ({ otpOf }) => ({
    otpOf: (delivery) => otpOf(delivery).replace(/^(.{3})(.+)$/, "$1 $2"),
  })),
  wrongD1("code-in-other-digits", "OC-02", "D1 writes the code in the digits of the reader's script.", ({ otpOf }) => ({
    otpOf: (delivery) => otpOf(delivery).replace(/[0-9]/g, (digit) => String.fromCharCode(0x0660 + Number(digit))),
  })),
  wrongD1("code-with-prefix", "OC-03", "D1 puts a letter in front of the code.", ({ otpOf }) => ({
    otpOf: (delivery) => `M${otpOf(delivery)}`,
  })),
  wrongD1("code-with-invisible", "OC-03", "D1 lets a soft hyphen stand beside the code.", ({ otpOf }) => ({
    otpOf: (delivery) => `${otpOf(delivery)}\u00AD`,
  })),
  wrongD1("code-cut", "OC-05", "D1 cuts codes to six characters.", ({ otpOf }) => ({
    otpOf: (delivery) => otpOf(delivery).slice(0, 6),
  })),
  wrongD1(
    "direction-override",
    "OC-06",
    "D1 forces the direction of right-to-left text around the code.",
    ({ otpOf }) => ({
      otpOf: (delivery) => `\u202D${otpOf(delivery)}\u202C`,
    }),
  ),
  wrongD1("decoy-code", "OC-04", "D1 adds a reference number that looks like a code.", ({ handOff }) => ({
    handOff: (parcel, delivery) =>
      handOff(
        withText(parcel, (text) => `${text} Ref 583920`),
        delivery,
      ),
  })),
  wrongD1(
    "date-before-code",
    "OC-07",
    "D1 puts a date written as one number in front of the message.",
    ({ handOff }) => ({
      handOff: (parcel, delivery) =>
        handOff(
          withText(parcel, (text) => `20260704 ${text}`),
          delivery,
        ),
    }),
  ),
  wrongD1(
    "foreign-origin",
    "OC-08",
    "D1 ends the SMS with an origin-bound line for a foreign host.",
    ({ handOff, otpOf }) => ({
      handOff: (parcel, delivery) =>
        handOff(
          withText(parcel, (text) => `${text}\n@evil.example #${otpOf(delivery)}`),
          delivery,
        ),
    }),
  ),
];
