import type { CapturedSms, SmsPart } from "../messages/captured-message.ts";
import { unreadTables } from "../messages/gsm-national.ts";
import type { IncompleteSms } from "../messages/reassembly.ts";
import { decodeSmsText, toSmsEncoding } from "../messages/sms-decoding.ts";
import type { OtpExpectation } from "./expectation.ts";
import { type Check, type Finding, fail, notApplicable, pass, review } from "./finding.ts";
import { concludeForm } from "./mail-verdict.ts";

interface RenderedExpectation {
  /** The template of this language, filled with this OTP and suffix. */
  readonly rendered: string;
}

/** Codings that handsets read: GSM 7-bit and UCS-2. */
const codings: ReadonlyMap<number, string> = new Map([
  [0, "GSM 7-bit"],
  [8, "UCS-2"],
]);

/**
 * SM-02: data_coding fits the payload: read as it says, the parts are the text that was meant. A table that the header
 * declares and nobody here can read is for a person to look at. Source: 3GPP TS 23.038 §4, verify clause.
 */
export const checkDataCoding: Check<CapturedSms, RenderedExpectation> = (sms, { rendered }) => {
  const expected = "data_coding 0 (GSM 7-bit) or 8 (UCS-2), the same in all parts, and octets that are so coded";
  const hint = "Set data_coding to what was encoded: 0 for GSM 7-bit, 8 for UCS-2.";
  const unread = sms.parts.flatMap(({ tables = {} }) => unreadTables(tables));
  if (unread.length > 0) {
    const actual = `a national table is declared that cannot be read here: ${unread.join(", ")}`;
    return review("SM-02", {
      expected,
      actual,
      hint: "Look at the SMS on a phone, or do without.",
      evidence: [sms.id],
    });
  }
  const declared = [...new Set(sms.parts.map(({ dataCoding }) => dataCoding))];
  const faults = [
    ...(declared.length > 1 ? [`data codings ${declared.join(" and ")} in one message`] : []),
    ...declared
      .filter((coding) => !codings.has(coding))
      .map((coding) => `data_coding ${coding}, which phones may not read`),
    ...misreadings(sms, rendered),
  ];
  return concludeForm("SM-02", sms, { expected, hint, faults, held: codings.get(declared[0] ?? 0) ?? "" });
};

/** Where another coding than the declared one gives the text that was meant. */
function misreadings({ parts, text }: CapturedSms, rendered: string): readonly string[] {
  if (text === rendered) return [];
  const meant = [...codings].filter(([coding]) => readAs(parts, coding) === rendered);
  return meant.map(([, name]) => `the octets are ${name}, and data_coding says otherwise`);
}

const readAs = (parts: readonly SmsPart[], coding: number): string =>
  parts.map(({ payload }) => decodeSmsText(payload, toSmsEncoding(coding) ?? "binary")).join("");

/** Units that a message alone, and a part of one, may have. Source: message-rules.md section 3. */
const limits = { gsm7: { alone: 160, part: 153 }, ucs2: { alone: 70, part: 67 } } as const;

/** SM-03: one part. Source: (35)(43). */
export const checkOneSmsPart: Check<CapturedSms> = (sms) => {
  const expected = "one part";
  const hint = "Shorten the text, or keep to the GSM alphabet: 160 characters instead of 70.";
  const faults = sms.parts.length === 1 ? [] : [`${sms.parts.length} parts`];
  return concludeForm("SM-03", sms, { expected, hint, faults, held: "one part", keyword: "SHOULD" });
};

/** SM-04: parts share one reference, count themselves 1..n, and are no longer than fits. Source: TS 23.040 §9.2.3.24.1, verify clause; (43). */
export const checkPartsConsistent: Check<CapturedSms> = (sms) => {
  const { parts } = sms;
  const references = new Set(parts.map(({ reference }) => reference));
  const totals = new Set(parts.map(({ total }) => total));
  const isCounted = parts.every(({ index, total }, at) => index === at + 1 && total === parts.length);
  const faults = [
    ...(references.size > 1 ? [`${references.size} references`] : []),
    ...(totals.size > 1 || !isCounted ? [`parts that do not count 1 to ${parts.length}`] : []),
    ...parts.flatMap((part) => tooLong(part, parts.length)),
  ];
  const hint = "Give all parts one reference, number them from 1, and cut at 153 septets or 67 units.";
  const expected = "one reference, parts 1..n, at most 153 septets or 67 units each (160 or 70 in one part)";
  return concludeForm("SM-04", sms, { expected, hint, faults, held: `${parts.length} part(s)` });
};

function tooLong({ dataCoding, payload, index }: SmsPart, total: number): readonly string[] {
  const encoding = toSmsEncoding(dataCoding);
  if (encoding !== "gsm7" && encoding !== "ucs2") return [];
  const units = encoding === "gsm7" ? payload.length : Math.ceil(payload.length / 2);
  const limit = limits[encoding][total === 1 ? "alone" : "part"];
  return units > limit ? [`part ${index} has ${units} units, ${limit} fit`] : [];
}

/** SM-04, of what never became a message: a part is missing, so the phone shows nothing or half of it. */
export function checkNothingIncomplete(incomplete: readonly IncompleteSms[], recipient: string): Finding {
  const own = incomplete.filter(
    ({ destination }) => recipient.endsWith(destination.replace(/^\+/, "")) && recipient !== "",
  );
  const expected = "every part of every message";
  if (own.length === 0) return pass("SM-04", { expected, actual: "no part is missing", evidence: [] });
  const actual = own.map(({ parts, total }) => `${parts.length} of ${total} parts`).join("; ");
  const hint = "Send every part, each with the same reference and the true total.";
  return fail("SM-04", { expected, actual, hint, evidence: [] });
}

/** SM-05: no escape pair, no surrogate pair and no letter with its marks is cut between two parts. Source: (43). */
export const checkPairsWhole: Check<CapturedSms> = (sms) => {
  const expected = "parts that end between characters";
  if (sms.parts.length < 2) return single("SM-05", sms, expected);
  const faults = sms.parts.flatMap((part, at) =>
    isCut(part, sms.parts[at + 1]) ? [`a character is cut after part ${part.index}`] : [],
  );
  const hint = "Move a character that does not fit to the next part as a whole.";
  return concludeForm("SM-05", sms, { expected, hint, faults, held: "every character whole" });
};

const ESCAPE = 0x1b;

function isCut({ dataCoding, payload, text }: SmsPart, next: SmsPart | undefined): boolean {
  if (toSmsEncoding(dataCoding) === "gsm7") return payload.at(-1) === ESCAPE;
  const beginsWithMark = /^(?:\p{M}|\u200D)/u.test(next?.text ?? "");
  return /[\uD800-\uDBFF]$/.test(text) || (next !== undefined && beginsWithMark);
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
