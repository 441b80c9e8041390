import { CARD_WORD, ENDING_AFTER, ENDING_BEFORE } from "./message-words.ts";

/** Digits of a text that are shown as the end of a card number. */
export interface ShownSuffix {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
  /**
   * `clear`: a mask of stars or dots, or words for "ending in". `weak`: a style that a code could have too, such as
   * `XX1234`, `#1234`, `...1234` or `Card 1234`; only four digits are read this way.
   */
  readonly evidence: "clear" | "weak";
}

const BULLET = "[*•●·∙✱＊]";
const NOT_GLUED = "(?![A-Za-z0-9])";

/** A wrong mask may show more or fewer than four digits, or the first ones: none of them are a code. */
const CLEAR_PATTERN = digitsLike([
  `(?<=${BULLET}{2}\\s?)\\d{2,8}${NOT_GLUED}`,
  `(?<=${BULLET}\\s?)\\d{4}${NOT_GLUED}`,
  `(?<=${ENDING_BEFORE}[\\s:：-]{0,3}[xX.#]{0,4})\\d{3,8}${NOT_GLUED}`,
  `(?<![A-Za-z0-9])\\d{4}(?=\\s?${ENDING_AFTER})`,
  `(?<![A-Za-z0-9])\\d{2,8}(?=${BULLET}{2}|[xX]{2,8}-|[xX]{4}|-\\d{2}[xX]{2})`,
  `(?<=[xX]{4}-?)\\d{4}${NOT_GLUED}`,
]);

const WEAK_PATTERN = digitsLike([
  `(?<=(?<![A-Za-z0-9])[xX]{1,3})\\d{4}${NOT_GLUED}`,
  `(?<=(?<!@[\\x21-\\x7e]{1,253} )#{1,4})\\d{4}${NOT_GLUED}`,
  `(?<=(?:\\.{2}|…)\\s?)\\d{4}${NOT_GLUED}`,
  `(?<=${CARD_WORD}[\\s:：(]{0,3})\\d{4}${NOT_GLUED}`,
]);

/**
 * Where a legible text shows the end of a card number, clear evidence first, then in reading order.
 * Source of the styles: message-rules.md section 9, "Mask styles".
 */
export function findShownSuffixes(text: string): readonly ShownSuffix[] {
  const clear = [...text.matchAll(CLEAR_PATTERN)].map(toSuffix("clear"));
  const weak = [...text.matchAll(WEAK_PATTERN)].map(toSuffix("weak"));
  const known = new Set(clear.map(({ start }) => start));
  return [...clear, ...weak.filter(({ start }) => !known.has(start))];
}

const toSuffix =
  (evidence: ShownSuffix["evidence"]) =>
  (match: RegExpExecArray): ShownSuffix => ({
    digits: match[0],
    start: match.index,
    end: match.index + match[0].length,
    evidence,
  });

/** Looks at a place only once a digit stands there: the looks behind it are the costly part. */
function digitsLike(styles: readonly string[]): RegExp {
  return new RegExp(`(?=\\d)(?:${styles.join("|")})`, "giu");
}
