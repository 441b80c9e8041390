import type { CapturedMessage } from "./captured-message.ts";
import { strikeOut, strikeOutDecoys } from "./decoys.ts";
import { htmlToText } from "./html-text.ts";
import { type LegibleText, toLegible } from "./legible-text.ts";
import { CODE_WORD } from "./message-words.ts";
import { findShownSuffixes, type ShownSuffix } from "./pan-suffix.ts";

/** Something in a text that could be the code. */
export interface FoundCode {
  /** As a person would type it: ASCII digits and letters, without the blank or dash of `123 456`. */
  readonly value: string;
  /** Where it starts in the text as given, in UTF-16 units. */
  readonly offset: number;
}

export interface ReaderKnowledge {
  /** The last four digits of the reader's own card. */
  readonly ownPanSuffix: string;
}

/** Nobody reads further into a message for a code; it also bounds the work that a hostile mail can cause. */
const READ_CHARACTERS = 20_000;

/** What the reader of a message sees: the text of an SMS; a mail's text part or, without one, the text of its HTML. */
export function visibleText(message: CapturedMessage): string {
  if (message.kind === "sms") return message.text;
  return message.text?.trim() ? message.text : htmlToText(message.html ?? "");
}

/**
 * What could be the code, best first: found as a phone or a person finds it, without knowing the answer.
 *
 * Left out are the shown end of a card number, links, dates, phone numbers, amounts, durations and counts. The rest
 * is ranked by points, the earlier first among equals: near a word for "code" (up to 30, one less a character);
 * standing at the message's start (20) or after a colon (20), or ending the message (10); a usual length of 4-8
 * characters (10); repeated on an origin-bound last line (-20, it is written for a browser).
 * A code has 1-32 characters and a digit; capital letters alone are considered when nothing else is left.
 */
export function findCodes(text: string): readonly FoundCode[] {
  const legible = toLegible(text.slice(0, READ_CHARACTERS));
  const suffixes = findShownSuffixes(legible.text);
  return rank(legible, suffixes.filter(isBelievable(suffixes)));
}

/** The likeliest code, if there is any. */
export function findCode(text: string): string | undefined {
  return findCodes(text)[0]?.value;
}

/** The digits shown as the end of a card number, normally four; whatever masks or announces them. */
export function findPanSuffix(text: string): string | undefined {
  const suffixes = findShownSuffixes(toLegible(text.slice(0, READ_CHARACTERS)).text);
  return (suffixes.find(({ digits }) => digits.length === 4) ?? suffixes[0])?.digits;
}

/**
 * The code as the holder of a card reads it: rather any other number than the own card's ending, and, when nothing
 * else is left, also what is dressed like an ending (`XX5678`) but is not the own one.
 */
export function readCode(text: string, { ownPanSuffix }: ReaderKnowledge): string | undefined {
  const found = findCodes(text);
  return (found.find(({ value }) => value !== ownPanSuffix) ?? found[0] ?? findDressedCode(text, ownPanSuffix))?.value;
}

function findDressedCode(text: string, ownPanSuffix: string): FoundCode | undefined {
  const legible = toLegible(text.slice(0, READ_CHARACTERS));
  const suffixes = findShownSuffixes(legible.text);
  return rank(
    legible,
    suffixes.filter(({ evidence, digits }) => evidence === "clear" || digits === ownPanSuffix),
  )[0];
}

/** A message shows one card: what only looks like an ending is none once another ending is shown clearly. */
function isBelievable(suffixes: readonly ShownSuffix[]): (suffix: ShownSuffix) => boolean {
  const clear = suffixes.filter(({ evidence }) => evidence === "clear").map(({ digits }) => digits);
  return ({ evidence, digits }) => evidence === "clear" || clear.length === 0 || clear.includes(digits);
}

function rank(legible: LegibleText, suffixes: readonly ShownSuffix[]): readonly FoundCode[] {
  const open = strikeOutDecoys(strikeOut(legible.text, suffixes));
  const withDigits = tokensOf(open, CODE_SHAPES);
  const tokens = withDigits.length > 0 ? withDigits : tokensOf(open, LETTERS_ONLY);
  const { text } = legible;
  return tokens
    .map((token) => ({ token, points: pointsOf(token, text) }))
    .sort((a, b) => b.points - a.points || a.token.index - b.token.index)
    .map(({ token }) => ({ value: token[0].replace(/[^A-Za-z0-9]/g, ""), offset: legible.originAt(token.index) }));
}

/** Two equal groups joined by a blank or dash, or one run of letters and digits with a digit in it. */
const CODE_SHAPES = new RegExp(
  [
    "(?<![A-Za-z0-9-])(?:\\d{3}[ \\u00a0\\u2010-\\u2013-]\\d{3}|\\d{4}[ \\u00a0\\u2010-\\u2013-]\\d{4})(?![A-Za-z0-9-])",
    "(?<![A-Za-z0-9])(?=[A-Za-z]{0,31}\\d)[A-Za-z0-9]{1,32}(?![A-Za-z0-9])",
  ].join("|"),
  "gu",
);

/** Capitals where a code stands: first of all, or after "code is", "code:", "use". */
const LETTERS_ONLY = new RegExp(
  `^[A-Z]{4,32}(?= [^A-Z])|(?<=${CODE_WORD}\\p{L}{0,4}(?: is|:|：)?\\s?|[Uu]se )[A-Z]{4,32}(?![\\p{L}0-9])`,
  "gu",
);

const tokensOf = (text: string, shape: RegExp): readonly RegExpExecArray[] => [...text.matchAll(shape)];

const CODE_WORDS = new RegExp(CODE_WORD, "giu");
const NEAR = 30;

function pointsOf({ 0: token, index }: RegExpExecArray, text: string): number {
  const before = text.slice(Math.max(0, index - 2 * NEAR), index);
  const after = text.slice(index + token.length, index + token.length + 2 * NEAR);
  return (
    Math.max(0, NEAR - distanceToCodeWord(before, after)) +
    (/^\s*$/u.test(text.slice(0, index)) ? 20 : 0) +
    (/[:：=]\s?$/u.test(before) ? 20 : 0) +
    (/^[\s.!。！]*$/u.test(after) ? 10 : 0) +
    (token.length >= 4 && token.length <= 8 ? 10 : 0) -
    (/(?:^|\n)@\S+ #$/u.test(before) ? 20 : 0)
  );
}

/** Characters between the token and the nearest word for "code", counted within a window on either side. */
function distanceToCodeWord(before: string, after: string): number {
  const last = [...before.matchAll(CODE_WORDS)].at(-1);
  const next = after.search(CODE_WORDS);
  const back = last ? before.length - last.index - last[0].length : Number.POSITIVE_INFINITY;
  return Math.min(back, next < 0 ? Number.POSITIVE_INFINITY : next);
}
