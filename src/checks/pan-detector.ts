import { positionsOf, standsAlone } from "./code-position.ts";
import { digitSeparators, foldDigits } from "./digit-folding.ts";
import type { CardExpectation, OtpAndCardExpectation } from "./expectation.ts";
import { readTextLayers } from "./layer-decoders.ts";
import { holdsCardNumber } from "./other-cards.ts";
import { CUT, cutOtherNumbers } from "./other-numbers.ts";
import { unmaskDigits } from "./unmasked-digits.ts";

/**
 * What a text betrays of a card, or of another one; of a whole PAN, too, its pieces. `longTail`: five or more of the PAN's
 * last digits. `bin`: its first six, or its first four before a mask. `otherCard`: a number that reads as a card's.
 * Source: message-rules.md section 5.
 */
export type PanTrace = "longTail" | "bin" | "otherCard";

const SHORTEST_LEAKED_TAIL = 5;
const BIN_DIGITS = 6;

const digitGroup = /[0-9]+/g;
const oneSeparator = new RegExp(`^[${digitSeparators}]$`);

/** Digits as they follow each other once separators are gone; `starts` are the offsets at which a written group began. */
interface DigitRun {
  readonly digits: string;
  readonly starts: ReadonlySet<number>;
}

/** Whether a decoded text, or whatever is encoded in it, betrays this of the card, the OTP left out of account. */
export function betrays(trace: PanTrace, text: string, { otp, card }: OtpAndCardExpectation): boolean {
  const code = foldDigits(otp);
  return readTextLayers(text).some((layer) => finders[trace](searchedText(layer.text, code), card));
}

const finders: Readonly<Record<PanTrace, (searched: string, card: CardExpectation) => boolean>> = {
  longTail: (searched, { pan }) => runsIn(searched).some((run) => leaksTail(run, pan)),
  bin: (searched, card) => runsIn(searched).some((run) => leaksBin(run, card.pan)) || masksFirstFour(searched, card),
  otherCard: holdsCardNumber,
};

/** Digits unmasked; without the OTP and what is surely no card's number. */
const searchedText = (text: string, code: string): string => cutOtherNumbers(cutOtp(unmaskDigits(text), code));

/** Cuts the OTP out of a folded text where it stands alone as the code: a one-character code eats nothing else. */
export function cutOtp(folded: string, otp: string): string {
  if (otp === "") return folded;
  const codes = positionsOf(folded, otp).filter((position) => standsAlone(folded, position));
  const ends = [0, ...codes.map(({ end }) => end)];
  return ends.map((end, index) => folded.slice(end, codes[index]?.start)).join(CUT);
}

/** Group by group: a pattern for a whole run keeps a way back into each group, and millions of them overflow the stack. */
function runsIn(folded: string): readonly DigitRun[] {
  const runs: string[][] = [];
  let end = -1;
  for (const { 0: group, index } of folded.matchAll(digitGroup)) {
    const run = oneSeparator.test(folded.slice(end, index)) ? runs.at(-1) : undefined;
    if (run) run.push(group);
    else runs.push([group]);
    end = index + group.length;
  }
  return runs.map(toRun);
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
 * (NFKC made `…` three dots); an x that begins a word is none. One middle dot is a mask before four digits.
 */
const maskedFour =
  /(?<![0-9])([0-9]{4})[ \u00A0]?(?:[*#•●◦⋆∗]|[xX]+(?!\p{L})|[.\-–_]{2,}|[·∙]{2,}|[·∙](?=([0-9]{4})))/gu;
const maskBefore = /[*xX#•●◦⋆∗·∙._]$/;

function masksFirstFour(text: string, { pan, panSuffix }: CardExpectation): boolean {
  const firstFour = pan.slice(0, 4);
  return [...text.matchAll(maskedFour)].some(({ 1: four, 2: ending = panSuffix, index }) => {
    // A card may end as it begins: behind a mask, those digits are the suffix.
    const isSuffix = firstFour === panSuffix && maskBefore.test(text.slice(Math.max(0, index - 1), index));
    return four === firstFour && ending === panSuffix && !isSuffix;
  });
}

/** Overlapping ones, too. */
function positionsOfAny(digits: string, wanted: string): readonly number[] {
  const offsets: number[] = [];
  for (let at = digits.indexOf(wanted); at >= 0; at = digits.indexOf(wanted, at + 1)) offsets.push(at);
  return offsets;
}
