import { escapePattern, positionsOf, standsAlone } from "./code-position.ts";
import { digitSeparators, foldDigits, joinDigits, joinDigitsWidely, wideGap } from "./digit-folding.ts";
import type { CardExpectation, OtpAndCardExpectation } from "./expectation.ts";

/** What a text betrays of a card, or of another one. Source: message-rules.md section 5. */
export interface PanTraces {
  readonly fullPan: boolean;
  /** Five or more of the PAN's last digits, but not all of them. */
  readonly longTail: boolean;
  /** The PAN's first six digits, or its first four before a mask, without the rest of it. */
  readonly bin: boolean;
  /** Another run of 13-19 digits that passes the Luhn test. */
  readonly otherCard: boolean;
}

/** Stands where something was cut out: no digit, no letter, no mask, no separator. */
const CUT = "\uFFFC";
const SHORTEST_LEAKED_TAIL = 5;
const BIN_DIGITS = 6;

/** Digits as they follow each other once separators are gone; `starts` are the offsets at which a written group began. */
interface DigitRun {
  readonly digits: string;
  readonly starts: readonly number[];
}

/** Looks for the card in a decoded text, the OTP left out of account. */
export function tracePan(text: string, { otp, card }: OtpAndCardExpectation): PanTraces {
  const folded = foldDigits(text);
  const rest = cutFullPan(cutOtp(folded, foldDigits(otp)), card.pan);
  const runs = runsIn(rest);
  return {
    // The code may be a piece of the PAN, so the whole PAN is looked for before the code is cut out.
    fullPan: joinDigitsWidely(folded).includes(card.pan),
    longTail: runs.some((run) => leaksTail(run, card.pan)),
    bin: runs.some((run) => leaksBin(run, card.pan)) || firstFourBeforeMask(card).test(rest),
    otherCard: [...joinDigits(rest).matchAll(/(?<![0-9+])[0-9]{13,19}(?![0-9])/g)].some(([run]) => passesLuhn(run)),
  };
}

/** Cuts the OTP out of a folded text where it stands alone as the code: a one-character code eats nothing else. */
export function cutOtp(folded: string, otp: string): string {
  if (otp === "") return folded;
  const codes = positionsOf(folded, otp).filter((position) => standsAlone(folded, position));
  return codes.reduceRight((text, { start, end }) => text.slice(0, start) + CUT + text.slice(end), folded);
}

/** ISO/IEC 7812-1 annex B. */
export function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

function cutFullPan(folded: string, pan: string): string {
  return folded.replace(new RegExp([...pan].map(escapePattern).join(wideGap), "gu"), CUT);
}

function runsIn(folded: string): readonly DigitRun[] {
  const runs = folded.matchAll(new RegExp(`[0-9]+(?:[${digitSeparators}][0-9]+)*`, "gu"));
  return [...runs].map(([run]) => toRun(run.split(/[^0-9]/)));
}

function toRun(groups: readonly string[]): DigitRun {
  const starts = groups.map((_, index) => groups.slice(0, index).join("").length);
  return { digits: groups.join(""), starts };
}

/**
 * A tail of five or more: unbroken, or made of whole groups. A group that the tail would cut in two is a number of its
 * own: "2023 6467" is a year beside the suffix, "0343 6467" is the end of the PAN.
 */
function leaksTail({ digits, starts }: DigitRun, pan: string): boolean {
  const tail = pan.slice(-SHORTEST_LEAKED_TAIL);
  return offsetsOf(digits, tail).some((offset) => {
    const end = offset + tail.length;
    const unbroken = !starts.some((start) => start > offset && start < end);
    return unbroken || starts.some((start) => start <= offset && pan.endsWith(digits.slice(start, end)));
  });
}

function leaksBin({ digits, starts }: DigitRun, pan: string): boolean {
  return starts.some((start) => digits.startsWith(pan.slice(0, BIN_DIGITS), start));
}

/**
 * A mask is one of `* x X # •` or its look-alikes, or two of `. - – _` or of middle dots, which stand between words, too
 * (NFKC made `…` three dots); an x that begins a word is none.
 */
function firstFourBeforeMask({ pan, panSuffix }: CardExpectation): RegExp {
  const firstFour = pan.slice(0, 4);
  // A card may end as it begins: behind a mask, those digits are the suffix.
  const before = firstFour === panSuffix ? "(?<![0-9*xX#•●◦⋆∗·∙._])" : "(?<![0-9])";
  return new RegExp(
    `${before}${firstFour}[ \\u00A0]?(?:[*#•●◦⋆∗]|[xX]+(?!\\p{L})|[.\\-–_]{2,}|[·∙]{2,}|[·∙]${panSuffix})`,
    "u",
  );
}

function offsetsOf(digits: string, wanted: string): readonly number[] {
  return [...digits].map((_, offset) => offset).filter((offset) => digits.startsWith(wanted, offset));
}
