import type { CapturedSms, SmsPart } from "../messages/captured-message.ts";
import type { UnfinishedSms } from "../messages/reassembly.ts";
import { CONCATENATION_HEADER_OCTETS, unitsThatFit } from "../messages/sms-capacity.ts";
import { toSmsEncoding } from "../messages/sms-decoding.ts";
import { segmentsOf } from "../messages/sms-segments.ts";
import type { OtpExpectation } from "./expectation.ts";
import { type Check, type Finding, fail, notApplicable, pass } from "./finding.ts";
import { concludeForm } from "./mail-verdict.ts";

/** SM-03: one part. Source: (35)(43). */
export const checkOneSmsPart: Check<CapturedSms> = (sms) => {
  const expected = "one part";
  const hint = "Shorten the text, or keep to the GSM alphabet: 160 characters instead of 70.";
  const parts = sms.parts.some(({ cutByCentre }) => cutByCentre) ? segmentsOf(sms.text).parts : sms.parts.length;
  const faults = parts === 1 ? [] : [`${parts} parts`];
  return concludeForm("SM-03", sms, { expected, hint, faults, held: "one part", keyword: "SHOULD" });
};

/** SM-04: parts share one reference, count themselves 1..n, and are no longer than fits. Source: TS 23.040 §9.2.3.24.1; (43). */
export const checkPartsConsistent: Check<CapturedSms> = (sms) => {
  const { parts } = sms;
  const references = new Set(parts.map(({ reference }) => reference));
  const totals = new Set(parts.map(({ total }) => total));
  const isCounted = parts.every(({ index, total }, at) => index === at + 1 && total === parts.length);
  const faults = [
    ...(references.size > 1 ? [`${references.size} references`] : []),
    ...(totals.size > 1 || !isCounted ? [`parts that do not count 1 to ${parts.length}`] : []),
    ...parts.flatMap(misplaced),
    ...parts.flatMap((part) => tooLong(part, parts.length)),
  ];
  const hint = "Give all parts one reference, number them from 1, and cut at 153 septets or 67 units.";
  const expected = "one reference, parts 1..n, at most 153 septets or 67 units each (160 or 70 in one part)";
  return concludeForm("SM-04", sms, { expected, hint, faults, held: `${parts.length} part(s)` });
};

const misplaced = ({ misplaced: stated }: SmsPart): readonly string[] =>
  stated ? [`a part that says it is number ${stated.index} of ${stated.total}`] : [];

function tooLong({ dataCoding, payload, index, headerOctets, cutByCentre }: SmsPart, total: number): readonly string[] {
  const encoding = toSmsEncoding(dataCoding);
  if (cutByCentre || (encoding !== "gsm7" && encoding !== "ucs2")) return [];
  const units = encoding === "gsm7" ? payload.length : Math.ceil(payload.length / 2);
  // Placed by sar_ parameters, a part gets its header from the centre.
  const header = headerOctets ?? (total === 1 ? 0 : CONCATENATION_HEADER_OCTETS);
  const limit = unitsThatFit(encoding, header);
  return units > limit ? [`part ${index} has ${units} units, ${limit} fit`] : [];
}

/** SM-04, of what never became a message: a part is missing, so the phone shows nothing or half of it. */
export function checkNothingIncomplete(unfinished: readonly UnfinishedSms[], recipient: string): Finding {
  const own = unfinished.filter(
    ({ destination }) => recipient.endsWith(destination.replace(/^\+/, "")) && recipient !== "",
  );
  const expected = "every part of every message";
  if (own.length === 0) return pass("SM-04", { expected, actual: "no part is missing", evidence: [] });
  const actual = own.map(({ came, total }) => `${came} of ${total} parts`).join("; ");
  const hint = "Send every part, each with the same reference and the true total.";
  return fail("SM-04", { expected, actual, hint, evidence: [] });
}

/**
 * SM-05: no escape pair and no surrogate pair is cut between two parts: a MUST, for its halves are other characters. A
 * letter with its marks should stay whole, too; cut, it is whole again once the parts are joined. Source: (43).
 */
export const checkPairsWhole: Check<CapturedSms> = (sms) => {
  const expected = "parts that end between characters";
  if (sms.parts.length < 2) return single("SM-05", sms, expected);
  const hint = "Move a character that does not fit to the next part as a whole.";
  const held = "every character whole";
  const pairs = sms.parts.filter(endsInPair).map(({ index }) => `a character is cut after part ${index}`);
  if (pairs.length > 0) return concludeForm("SM-05", sms, { expected, hint, faults: pairs, held });
  const letters = sms.parts
    .filter((part, at) => endsInLetter(part, sms.parts[at + 1]))
    .map(({ index }) => `a letter is cut from its marks after part ${index}`);
  return concludeForm("SM-05", sms, { expected, hint, faults: letters, held, keyword: "SHOULD" });
};

const ESCAPE = 0x1b;

function endsInPair({ dataCoding, payload, text }: SmsPart): boolean {
  if (toSmsEncoding(dataCoding) === "gsm7") return payload.at(-1) === ESCAPE;
  return /[\uD800-\uDBFF]$/.test(text);
}

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/** One that no part could hold is nobody's fault, nor is a line break between its two characters. */
function endsInLetter({ dataCoding, text }: SmsPart, next: SmsPart | undefined): boolean {
  if (!next || toSmsEncoding(dataCoding) !== "ucs2") return false;
  const astride = graphemes.segment(text + next.text).containing(text.length);
  if (!astride || astride.index === text.length || astride.segment === "\r\n") return false;
  return astride.segment.length <= unitsThatFit("ucs2", CONCATENATION_HEADER_OCTETS);
}

/** SM-06: the code is not cut across parts: some phones show them as messages of their own. Source: [A]. */
export const checkCodeInOnePart: Check<CapturedSms, OtpExpectation> = (sms, { otp }) => {
  const expected = "the whole code in one part";
  if (sms.parts.length < 2) return single("SM-06", sms, expected);
  const isWhole = sms.parts.some(({ text }) => text.includes(otp));
  const faults = isWhole || !sms.text.includes(otp) ? [] : ["the code is cut in two"];
  const hint = "Put the code near the beginning of the text.";
  return concludeForm("SM-06", sms, { expected, hint, faults, held: "the code in one part", keyword: "SHOULD" });
};

const single = (requirement: string, { id }: CapturedSms, expected: string): Finding =>
  notApplicable(requirement, { expected, actual: "one part", hint: "Only a longer SMS is cut.", evidence: [id] });
