import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { foldDigits } from "./digit-folding.ts";
import { remembered } from "./remembered.ts";

/** Blanks, brackets, dots, hyphens and slashes, as people group a phone's digits. */
const gapCharacters = "[\\s().\\-/\\u2010-\\u2015]";
const gap = `${gapCharacters}{0,3}`;
/** Shorter numbers stand in other numbers' places by accident. */
const SHORTEST_TELLING_NUMBER = 7;

/**
 * Whether a text holds the phone, given in E.164 form, as it is written within its country: without the country code,
 * with a trunk 0 or none, also as `+44 (0)7700 900123`. Source: SE-04, SE-07 [A].
 */
export function holdsNationalForm(text: string, phone: string): boolean {
  const national = nationalNumberOf(phone);
  if (national.length < SHORTEST_TELLING_NUMBER || !withoutGaps(text).includes(national)) return false;
  const pattern = `(?<![0-9])(?:0${gap})?${[...national].join(gap)}(?![0-9])`;
  return new RegExp(pattern, "u").test(foldDigits(text));
}

const nationalNumberOf = remembered((phone) => parsePhoneNumberFromString(phone)?.nationalNumber ?? "", 64);

const gaps = new RegExp(gapCharacters, "gu");
const withoutGaps = remembered((text) => foldDigits(text).replace(gaps, ""));
