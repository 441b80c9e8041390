/** A text as the eye takes it in, with the way back to where each character stands. */
export interface LegibleText {
  readonly text: string;
  /** The offset in the original text of the character at `index`. */
  originAt(index: number): number;
}

/** Soft hyphen, zero-width characters, direction marks and isolates: on the wire, but not to be seen. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/u;
const DECIMAL_DIGIT = /\p{Nd}/u;
const FULL_WIDTH_LETTER = /[\uFF21-\uFF3A\uFF41-\uFF5A]/u;
const FULL_WIDTH_SHIFT = 0xfee0;

/**
 * Drops what is invisible and turns the digits of every script, and full-width letters, into ASCII: what a person
 * types after having read the text. Source: message-rules.md section 5, step 2.
 */
export function toLegible(original: string): LegibleText {
  const origins: number[] = [];
  let text = "";
  let offset = 0;
  for (const character of original) {
    if (!INVISIBLE.test(character)) {
      const read = asRead(character);
      text += read;
      for (let unit = 0; unit < read.length; unit++) origins.push(offset);
    }
    offset += character.length;
  }
  return { text, originAt: (index) => origins[index] ?? original.length };
}

function asRead(character: string): string {
  if (character < "\u0080") return character;
  if (DECIMAL_DIGIT.test(character)) return String(digitValue(codePoint(character)));
  if (FULL_WIDTH_LETTER.test(character)) return String.fromCodePoint(codePoint(character) - FULL_WIDTH_SHIFT);
  return character;
}

/** Unicode keeps the ten digits of a script together and in order, so the place in the block is the value. */
function digitValue(digit: number): number {
  let zero = digit;
  while (DECIMAL_DIGIT.test(String.fromCodePoint(zero - 1))) zero--;
  return (digit - zero) % 10;
}

const codePoint = (character: string): number => character.codePointAt(0) ?? 0;
