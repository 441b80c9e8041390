import { escapePattern, positionsOf, standsAlone } from "./code-position.ts";
import { digitSeparators, foldDigits, wideGap } from "./digit-folding.ts";
import type { CardExpectation, OtpAndCardExpectation } from "./expectation.ts";
import { textDecoders } from "./layer-decoders.ts";
import { holdsCardNumber } from "./other-cards.ts";
import { CUT, cutOtherNumbers } from "./other-numbers.ts";
import { readLayers } from "./text-layers.ts";
import { unmaskDigits } from "./unmasked-digits.ts";

/** What a text betrays of a card, or of another one, the whole PAN aside. Source: message-rules.md section 5. */
export interface PanTraces {
  /** Five or more of the PAN's last digits, but not all of them. */
  readonly longTail: boolean;
  /** The PAN's first six digits, or its first four before a mask, without the rest of it. */
  readonly bin: boolean;
  /** Another number that reads as a card's. */
  readonly otherCard: boolean;
}

const SHORTEST_LEAKED_TAIL = 5;
const BIN_DIGITS = 6;

/** Digits as they follow each other once separators are gone; `starts` are the offsets at which a written group began. */
interface DigitRun {
  readonly digits: string;
  readonly starts: ReadonlySet<number>;
}

/** Looks for pieces of the card in a decoded text and in whatever is encoded in it, the OTP left out of account. */
export function tracePan(text: string, { otp, card }: OtpAndCardExpectation): PanTraces {
  const searched = readLayers(text, textDecoders).map((layer) => searchedText(layer.text, otp, card.pan));
  const runs = searched.flatMap(runsIn);
  const masked = firstFourBeforeMask(card);
  return {
    longTail: runs.some((run) => leaksTail(run, card.pan)),
    bin: runs.some((run) => leaksBin(run, card.pan)) || searched.some((rest) => masked.test(rest)),
    otherCard: searched.some(holdsCardNumber),
  };
}

/** Digits unmasked; without the OTP, the whole PAN, which is another rule's matter, and what is surely no card's number. */
function searchedText(text: string, otp: string, pan: string): string {
  const folded = unmaskDigits(text);
  return cutOtherNumbers(cutFullPan(cutOtp(folded, foldDigits(otp)), pan));
}

/** Cuts the OTP out of a folded text where it stands alone as the code: a one-character code eats nothing else. */
export function cutOtp(folded: string, otp: string): string {
  if (otp === "") return folded;
  const codes = positionsOf(folded, otp).filter((position) => standsAlone(folded, position));
  const ends = [0, ...codes.map(({ end }) => end)];
  return ends.map((end, index) => folded.slice(end, codes[index]?.start)).join(CUT);
}

function cutFullPan(folded: string, pan: string): string {
  return folded.replace(new RegExp([...pan].map(escapePattern).join(wideGap), "gu"), CUT);
}

function runsIn(folded: string): readonly DigitRun[] {
  const runs = folded.matchAll(new RegExp(`[0-9]+(?:[${digitSeparators}][0-9]+)*`, "gu"));
  return [...runs].map(([run]) => toRun(run.split(/[^0-9]/)));
}

function toRun(groups: readonly string[]): DigitRun {
  const starts = new Set<number>();
  let start = 0;
  for (const { length } of groups) {
    starts.add(start);
    start += length;
  }
  return { digits: groups.join(""), starts };
}

/**
 * A tail of five or more: unbroken, or made of whole groups. A group that the tail would cut in two is a number of its
 * own: "2023 6467" is a year beside the suffix, "0343 6467" is the end of the PAN.
 */
function leaksTail({ digits, starts }: DigitRun, pan: string): boolean {
  const tail = pan.slice(-SHORTEST_LEAKED_TAIL);
  return positionsOfAny(digits, tail).some((offset) => {
    const end = offset + tail.length;
    const within = Array.from({ length: tail.length - 1 }, (_, step) => offset + 1 + step);
    if (!within.some((position) => starts.has(position))) return true;
    const before = Array.from({ length: pan.length - tail.length + 1 }, (_, step) => offset - step);
    return before.some((start) => starts.has(start) && pan.endsWith(digits.slice(start, end)));
  });
}

function leaksBin({ digits, starts }: DigitRun, pan: string): boolean {
  return positionsOfAny(digits, pan.slice(0, BIN_DIGITS)).some((offset) => starts.has(offset));
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

/** Overlapping ones, too. */
function positionsOfAny(digits: string, wanted: string): readonly number[] {
  const offsets: number[] = [];
  for (let at = digits.indexOf(wanted); at >= 0; at = digits.indexOf(wanted, at + 1)) offsets.push(at);
  return offsets;
}
