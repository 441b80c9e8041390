import { digitSeparators } from "./digit-folding.ts";
import { remembered } from "./remembered.ts";

/** Where a code stands in a text, as UTF-16 offsets; `end` is the first offset after it. */
export interface CodePosition {
  readonly start: number;
  readonly end: number;
}

/** Characters that take no room: format controls, default-ignorables, and control codes other than line breaks and tab. */
export const invisibleCharacter = /[\p{Cf}\p{Default_Ignorable_Code_Point}]|(?![\t\n\r])\p{Cc}/u;
const invisible = "[\\p{Cf}\\p{Default_Ignorable_Code_Point}]";
/** U+2066-U+2069 may wrap a code in right-to-left text. */
const isolatesBefore = /[\u2066-\u2069]+$/u;
const isolatesAfter = /^[\u2066-\u2069]+/u;

/** Scripts written without spaces: their letters may touch a code. Source: OC-03. */
const spacelessLetter =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;
const letterOrDigit = /[\p{L}\p{M}\p{N}]/u;
const hangul = /\p{scx=Hangul}/u;
const decimalDigit = /\p{Nd}/u;

/** Every place where exactly this code stands. */
export function positionsOf(text: string, code: string): readonly CodePosition[] {
  const positions: CodePosition[] = [];
  if (code === "") return positions;
  for (let start = text.indexOf(code); start >= 0; start = text.indexOf(code, start + code.length)) {
    positions.push({ start, end: start + code.length });
  }
  return positions;
}

/** Every place where the code stands once invisible characters are overlooked. */
export function positionsDespiteInvisibles(text: string, code: string): readonly CodePosition[] {
  const visible = withoutInvisibles(text);
  if (visible === text) return positionsOf(text, code);
  if (!visible.includes(withoutInvisibles(code))) return [];
  return matches(text, code, `${invisible}*`);
}

/** A few texts and codes are looked at by turns. */
const FORMS = 32;
const runOfInvisibles = new RegExp(`${invisible}+`, "gu");
const withoutInvisibles = remembered((text) => text.replace(runOfInvisibles, ""), FORMS);

/** Every place where the code stands with at most one separator between any two of its characters. */
export function positionsDespiteSeparators(text: string, code: string): readonly CodePosition[] {
  const unbroken = withoutSeparators(text);
  if (unbroken === text) return positionsOf(text, code);
  if (!unbroken.includes(code.replace(separators, ""))) return [];
  return matches(text, code, `[${digitSeparators}]?`);
}

const separators = new RegExp(`[${digitSeparators}]`, "g");
const withoutSeparators = remembered((text) => text.replace(separators, ""), FORMS);

/** The characters before and after, looking past bidi isolates; empty at an edge of the text. */
export function neighboursOf(text: string, { start, end }: CodePosition): readonly [before: string, after: string] {
  const before = text.slice(Math.max(0, start - 8), start).replace(isolatesBefore, "");
  const after = text.slice(end, end + 8).replace(isolatesAfter, "");
  return [[...before].at(-1) ?? "", [...after][0] ?? ""];
}

/** Whether a digit of any script touches it: then it is another, longer number. */
export function touchesDigit(text: string, position: CodePosition): boolean {
  return neighboursOf(text, position).some((neighbour) => decimalDigit.test(neighbour));
}

/** Whether no letter and no digit touches it, letters of unspaced scripts and a Hangul particle after it aside. */
export function standsAlone(text: string, position: CodePosition): boolean {
  const [before, after] = neighboursOf(text, position);
  return !isForeignTo(before) && (hangul.test(after) || !isForeignTo(after));
}

function isForeignTo(neighbour: string): boolean {
  const letter = letterOrDigit.test(neighbour);
  return letter && (decimalDigit.test(neighbour) || !spacelessLetter.test(neighbour));
}

export const escapePattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

/** Most texts lack one of the code's characters: they are done with before a pattern is made. */
function matches(text: string, code: string, between: string): readonly CodePosition[] {
  const characters = [...code];
  if (!characters.every((character) => text.includes(character))) return [];
  const found = text.matchAll(new RegExp(characters.map(escapePattern).join(between), "gu"));
  return [...found].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}
