import { isAccountNumber } from "./account-numbers.ts";

/** Stands where something was cut out: no digit, no letter, no mask, no separator. */
export const CUT = "\uFFFC";

const currencyCode = `(?<![A-Za-z])(?:${Intl.supportedValuesOf("currency").join("|")})(?![A-Za-z])`;
const grouped = "[0-9]{1,3}(?:[., '’\\u00A0٬][0-9]{2,3}){1,4}(?:[.,٫][0-9]{1,3})?|[0-9]{1,9}[.,٫][0-9]{1,3}";
const amount = `(?:${grouped}|[0-9]{1,9})(?![0-9])`;
/** A dollar may be left over from a template, so only beside groups or decimals does it tell an amount. */
const amounts = [
  `(?:${currencyCode}|(?!\\$)\\p{Sc}) ?${amount}`,
  `\\$ ?(?:${grouped})(?![0-9])`,
  `(?<![0-9.,])${amount} ?(?:${currencyCode}|\\p{Sc})`,
].join("|");

const offset = "(?:Z|[+-][0-9]{2}:?[0-9]{2})?";
const instant = `[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?${offset}`;
const day = "(?:0?[1-9]|[12][0-9]|3[01])";
const month = "(?:0?[1-9]|1[0-2])";
const date = `(?<![0-9./-])(?:${day}([./-])${month}\\1(?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}([./-])${month}\\2${day})(?![0-9]|[./-][0-9])`;

const uuid = "(?<![0-9A-Za-z])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9A-Za-z])";
/** With at least one letter: of digits alone it would be a number. */
const hash = "(?<![0-9A-Za-z])(?=[0-9]{0,64}[a-f])[0-9a-f]{20,128}(?![0-9A-Za-z])";
/** With its plus: two zeros in its place may begin the end of a PAN. */
const phone = "(?<![0-9A-Za-z])\\+[1-9](?:[ ()./-]{0,2}[0-9]){6,14}(?![0-9])";

const certainNumbers = [
  new RegExp(`${instant}|${date}`, "gu"),
  new RegExp(`${uuid}|${hash}`, "giu"),
  new RegExp(phone, "gu"),
  new RegExp(amounts, "gu"),
];
const accountNumber = /(?<![0-9A-Za-z])[A-Z]{2}[0-9]{2}(?:[ -]?[0-9A-Z]){8,30}(?![0-9A-Za-z])/gu;

/**
 * Cuts out of a folded text what is for certain another number than a card's: instants and dates, UUIDs and hashes,
 * phones in international form, amounts with their currency, accounts whose check digits are right.
 */
export function cutOtherNumbers(folded: string): string {
  const withoutAccounts = folded.replace(accountNumber, (found) => (isAccountNumber(found) ? CUT : found));
  return certainNumbers.reduce((rest, pattern) => rest.replace(pattern, CUT), withoutAccounts);
}
