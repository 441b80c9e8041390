/** Soft hyphen, zero-width and bidi controls: dropped before digits are compared. Source: message-rules.md section 5, step 2. */
const droppedControls = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/gu;
const decimalDigit = /\p{Nd}/u;
const foreignDigits = /(?![0-9])\p{Nd}/gu;

/** What people put between groups of digits: one blank, hyphen, dash, dot, slash or underscore. */
export const digitSeparators = " \\u00A0\\-\\u2010-\\u2015\\u2212./_";
const separatorBetweenDigits = new RegExp(`(?<=[0-9])[${digitSeparators}](?=[0-9])`, "gu");

/** NFKC, every script's decimal digits as ASCII, invisible controls dropped. Source: message-rules.md section 5, step 2. */
export function foldDigits(text: string): string {
  return text.normalize("NFKC").replace(droppedControls, "").replace(foreignDigits, toAsciiDigit);
}

/** A folded text with the single separators between its digits removed. Source: message-rules.md section 5, step 5. */
export function joinDigits(folded: string): string {
  return folded.replace(separatorBetweenDigits, "");
}

/** Unicode keeps each script's ten digits together and in order, so the value is the distance from the block's start. */
function toAsciiDigit(digit: string): string {
  const codePoint = digit.codePointAt(0) ?? 0;
  let start = codePoint;
  while (decimalDigit.test(String.fromCodePoint(start - 1))) start -= 1;
  return String((codePoint - start) % 10);
}
