import { CURRENCY_NAME, CURRENCY_SIGN, MONTH_NAME, UNIT_AFTER } from "./message-words.ts";

/** Stands where something was struck out; no pattern of a code matches it or reaches across it. */
const STRUCK = "\u0000";

const AMOUNT = "\\d{1,12}(?:[.,]\\d{1,3}){0,4}(?![A-Za-z0-9])";

/** Digits of a text that no reader takes for a code. In this order: a date is struck before its parts can be. */
const DECOYS: readonly RegExp[] = [
  // Links and addresses; bounded, so that a long text without spaces costs no more than its length.
  /(?:https?:\/\/|www\.)[\x21-\x7e]{1,2000}/giu,
  /[\x21-\x7e]{1,64}@[a-z0-9.-]{1,255}/giu,
  // Dates and times of day.
  /(?<![a-z0-9])\d{1,4}([-/.])\d{1,2}\1\d{1,4}(?![a-z0-9])/giu,
  /(?<![a-z0-9:])\d{1,2}:\d{2}(?::\d{2})?(?![a-z0-9])/giu,
  /(?<![a-z0-9/])\d{1,2}\/\d{1,2}(?![a-z0-9/])/giu,
  new RegExp(`(?<![a-z0-9])\\d{1,2}\\.?\\s${MONTH_NAME}(?:\\s\\d{4})?`, "giu"),
  new RegExp(`(?<!\\p{L})${MONTH_NAME}\\s\\d{1,2}(?![a-z0-9])(?:,?\\s\\d{4})?`, "giu"),
  // Phone numbers and account numbers: a plus, or three and more groups of digits.
  /\+\d[\d ().-]{5,20}\d/gu,
  /(?<![a-z0-9])\d{2,5}(?:[ -]\d{2,5}){2,5}(?![a-z0-9])/giu,
  // Amounts: a currency before the number, decimals, a currency after it. "123456,10 minutes" is a code and a time.
  new RegExp(`${CURRENCY_SIGN}\\s?${AMOUNT}|${CURRENCY_NAME}(?:\\.?\\s${AMOUNT}|\\.?\\d{3,12}(?![A-Za-z0-9]))`, "gu"),
  new RegExp(`(?<![a-z0-9])\\d{1,12}(?:[.,]\\d{3}){0,4}[.,]\\d{2}(?![a-z0-9]|${UNIT_AFTER})`, "giu"),
  new RegExp(`(?<![A-Za-z0-9])${AMOUNT}(?:\\s?${CURRENCY_SIGN}|\\s${CURRENCY_NAME}(?![0-9]))`, "gu"),
  // Spans of time and counts: "30 minutes", "4 digits".
  new RegExp(`(?<![a-z0-9])\\d{1,4}(?=${UNIT_AFTER})`, "giu"),
];

/** The legible text with links, dates, phone numbers, amounts, durations and counts struck out, at its old length. */
export function strikeOutDecoys(text: string): string {
  return DECOYS.reduce((rest, decoy) => rest.replace(decoy, (found) => STRUCK.repeat(found.length)), text);
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The text with the given stretches struck out, at its old length. */
export function strikeOut(text: string, spans: readonly Span[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    pieces.push(text.slice(from, start), STRUCK.repeat(end - start));
    from = end;
  }
  return pieces.join("") + text.slice(from);
}
