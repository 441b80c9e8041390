import { foldDigits } from "./digit-folding.ts";

/** Nothing in it needs unmasking. */
const plain = /^[\t\n\r\x20-\x7E]*$/;
/** Combining marks, keycaps, variation selectors, format controls, and control codes other than line breaks and tab. */
const overlays = /[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]|(?![\t\n\r])\p{Cc}/gu;

/** Digits that Unicode names so and does not fold: the first of a row, how many there are, and the value of the first. */
const rows: readonly (readonly [first: number, count: number, value: number])[] = [
  [0x24f5, 9, 1], // double circled
  [0x24ff, 1, 0],
  [0x2776, 9, 1], // in a black circle
  [0x2780, 9, 1], // circled, sans-serif
  [0x278a, 9, 1],
  [0x1f10b, 1, 0],
  [0x1f10c, 1, 0],
  [0xe0030, 10, 0], // tag characters, which nobody sees
];
const unfoldedDigits: ReadonlyMap<string, string> = new Map([
  ...rows.flatMap(([first, count, value]) =>
    Array.from({ length: count }, (_, step) => [String.fromCodePoint(first + step), String(value + step)] as const),
  ),
  ...[..."〇一二三四五六七八九"].map((numeral, value) => [numeral, String(value)] as const),
  ["零", "0"],
]);
const unfoldedDigit = new RegExp(`[${[...unfoldedDigits.keys()].join("")}]`, "gu");

/**
 * A text with every digit as an ASCII one, whatever its script, circle or keycap, and nothing invisible between them.
 * For the search of card numbers only: it also takes CJK numerals for digits, and accents off letters.
 */
export function unmaskDigits(text: string): string {
  if (plain.test(text)) return text;
  const digits = text.replace(unfoldedDigit, (digit) => unfoldedDigits.get(digit) ?? digit);
  return foldDigits(digits).replace(overlays, "");
}
