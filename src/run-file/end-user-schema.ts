import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { z } from "zod";
import { cardId, consumerId } from "../contract/identifiers.ts";
import { isEmail } from "../validators.ts";
import { matching, oneOf, satisfying } from "./scalars.ts";

export const networkNames = ["mastercard", "visa", "domestic"] as const;

/** What the issuer holds of somebody, or how it refuses to speak of them. */
export const endUserKinds = ["both", "phone-only", "email-only", "none", "unknown", "blocked"] as const;

/** Only test cards belong into a file that is shared; Luhn at least tells a typing error. ISO/IEC 7812-1, annex B. */
const pan = satisfying(
  (given) => /^\d{12,19}$/.test(given) && passesLuhn(given),
  "a test card number of 12 to 19 digits that passes the Luhn test",
);

const card = z.strictObject(
  {
    pan,
    expiry: matching(/^(0[1-9]|1[0-2])\/\d{2}$/, 'month and year, like "09/31"'),
    securityCode: matching(/^\d{3,4}$/, "3 or 4 digits"),
    cardId: matching(patternOf(cardId), "1 to 48 characters of A-Z a-z 0-9 _ -"),
    network: oneOf(networkNames).default("mastercard"),
  },
  "a card: pan, expiry, securityCode, cardId and network",
);

export const endUser = z.strictObject(
  {
    kind: oneOf(endUserKinds),
    consumerId: matching(patternOf(consumerId), "1 to 64 characters of A-Z a-z 0-9 _ -"),
    firstName: matching(/\S/, "a first name").default("Nadia"),
    language: matching(/^[a-z]{2}-[a-zA-Z]{2}$/, 'a language and a country, like "en-GB"').default("en-GB"),
    phone: satisfying(isE164, 'a number in E.164, like "+4917604069012": a plus, no blanks').exactOptional(),
    email: satisfying((given) => isEmail(given), "an e-mail address").exactOptional(),
    cards: z.array(card, "a list of cards").default([]),
  },
  "an End User: kind, consumerId, language, phone, email and cards",
);
export type RunFileEndUser = Readonly<z.infer<typeof endUser>>;
export type RunFileCard = Readonly<z.infer<typeof card>>;

function patternOf(schema: z.ZodString): RegExp {
  const [pattern] =
    schema.def.checks?.flatMap((check) => ("pattern" in check._zod.def ? [check._zod.def.pattern] : [])) ?? [];
  return pattern instanceof RegExp ? pattern : /(?!)/;
}

/** The library reads much more than E.164 allows, so the form is asked for first; it knows which calling codes exist. */
function isE164(given: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(given) && parsePhoneNumberFromString(given) !== undefined;
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = index % 2 === 0 ? Number(digit) : Number(digit) * 2;
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
