import { foldDigits } from "./digit-folding.ts";

/** With seven digits known a number is as good as in clear within one country. */
const MOST_DIGITS_SHOWN = 6;
/** Of so short a local part the usual mask, its first two characters, shows all but one. */
const SHORT_LOCAL_PART = 3;

/** A letter in a masked phone spells a digit, or means something else; x is a usual mask. Source: CS-06 [A]. */
export function hasLetters(phoneValue: string): boolean {
  return /\p{L}/u.test(foldDigits(phoneValue).replace(/[xX]/g, ""));
}

/** Whether a value shows more than six digits of the phone, or all but one, in any script's digits and any grouping. */
export function showsPhone(value: string, phone: string): boolean {
  const digits = digitsOf(phone);
  const shown = commonLength(digitsOf(value), digits);
  return shown > MOST_DIGITS_SHOWN || (digits.length > 1 && shown >= digits.length - 1);
}

/** Whether a value shows the address, or all but one of its local part's characters. */
export function showsAddress(value: string, email: string): boolean {
  const [folded, address] = [foldDigits(value).toLowerCase(), foldDigits(email).toLowerCase()];
  if (folded.includes(address)) return true;
  const at = address.lastIndexOf("@");
  const local = address.slice(0, Math.max(0, at));
  const shown = commonLength(folded.endsWith(address.slice(at)) ? folded.slice(0, at - address.length) : folded, local);
  const isShort = [...local].length <= SHORT_LOCAL_PART;
  return local !== "" && shown >= [...local].length - (isShort ? 0 : 1);
}

/** Whether a masked phone shows at most its last digits, and those of this phone. */
export function phoneMaskFits(value: string, phone: string, lastDigits: number): boolean {
  const shown = digitsOf(value);
  return shown.length <= lastDigits && digitsOf(phone).endsWith(shown) && !hasLetters(value);
}

/** Whether a masked address shows at most the local part's first characters, and those of this address. */
export function emailMaskFits(value: string, email: string, firstCharacters: number): boolean {
  const folded = foldDigits(value);
  const maskedLocal = folded.slice(0, Math.max(0, folded.lastIndexOf("@")));
  const shown = maskedLocal.replace(/[*•●◦·∙⋆∗#_]|\.{2,}/gu, "");
  return [...shown].length <= firstCharacters && foldDigits(email).startsWith(shown) && maskedLocal !== shown;
}

const digitsOf = (text: string): string => foldDigits(text).replace(/[^0-9]/g, "");

/** The length of the longest common subsequence: what of `hidden` can be read off `shown` in its order. */
function commonLength(shown: string, hidden: string): number {
  const wanted = [...hidden];
  let row: readonly number[] = new Array<number>(wanted.length + 1).fill(0);
  for (const character of shown) row = nextRow(row, character, wanted);
  return row.at(-1) ?? 0;
}

function nextRow(row: readonly number[], character: string, wanted: readonly string[]): readonly number[] {
  const next = [0];
  for (const [index, other] of wanted.entries()) {
    const extended = character === other ? (row[index] ?? 0) + 1 : 0;
    next.push(Math.max(extended, row[index + 1] ?? 0, next[index] ?? 0));
  }
  return next;
}
