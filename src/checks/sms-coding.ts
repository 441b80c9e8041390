import type { CapturedSms, SmsEncoding, SmsPart } from "../messages/captured-message.ts";
import { unreadTables } from "../messages/gsm-national.ts";
import { decodeSmsText, toSmsEncoding } from "../messages/sms-decoding.ts";
import { type Check, type Finding, review } from "./finding.ts";
import { concludeForm } from "./mail-verdict.ts";

interface RenderedExpectation {
  /** The template of this language, filled with this OTP and suffix. */
  readonly rendered: string;
}

/** Codings that every handset reads. */
const readEverywhere: Readonly<Partial<Record<SmsEncoding, string>>> = { gsm7: "GSM 7-bit", ucs2: "UCS-2" };

/** What octets may be meant as, whatever data_coding says. */
const meanings: readonly (readonly [dataCoding: number, name: string])[] = [
  [0, "GSM 7-bit"],
  [8, "UCS-2"],
  [3, "Latin-1"],
];

/**
 * SM-02: data_coding fits the payload: read as it says, the parts are the text that was meant. A table that the header
 * declares and nobody here can read is for a person to look at. Source: 3GPP TS 23.038 §4.
 */
export const checkDataCoding: Check<CapturedSms, RenderedExpectation> = (sms, { rendered }) => {
  const expected = "data_coding 0 (GSM 7-bit) or 8 (UCS-2), the same in all parts, and octets that are so coded";
  const unread = reviewUnreadTables("SM-02", sms, expected);
  if (unread) return unread;
  const hint = "Set data_coding to what was encoded: 0 for GSM 7-bit, 8 for UCS-2.";
  const declared = [...new Set(sms.parts.map(({ dataCoding }) => dataCoding))];
  const faults = [
    ...(declared.length > 1 ? [`data codings ${declared.join(" and ")} in one message`] : []),
    ...declared
      .filter((coding) => nameOf(coding) === undefined)
      .map((coding) => `data_coding ${coding}, which phones may not read`),
    ...new Set(sms.parts.flatMap(strayOctets)),
    ...misreadings(sms, rendered),
  ];
  return concludeForm("SM-02", sms, { expected, hint, faults, held: nameOf(declared[0] ?? 0) ?? "" });
};

/** A REVIEW that names the tables which the message declares and nobody here can read; undefined when there are none. */
export function reviewUnreadTables(requirement: string, sms: CapturedSms, expected: string): Finding | undefined {
  const unread = new Set(sms.parts.flatMap(({ tables = {} }) => unreadTables(tables)));
  if (unread.size === 0) return undefined;
  const actual = `a national table is declared that cannot be read here: ${[...unread].join(", ")}`;
  return review(requirement, { expected, actual, hint: "Look at the SMS on a phone.", evidence: [sms.id] });
}

function nameOf(dataCoding: number): string | undefined {
  const encoding = toSmsEncoding(dataCoding);
  return encoding && readEverywhere[encoding];
}

/** Octets that no character of the declared coding has. */
function strayOctets({ dataCoding, payload }: SmsPart): readonly string[] {
  const encoding = toSmsEncoding(dataCoding);
  if (encoding === "gsm7" && payload.some((octet) => octet > 0x7f)) return ["octets above 127, which are no septets"];
  return encoding === "ucs2" && payload.length % 2 === 1 ? ["an odd number of octets, which is no UCS-2"] : [];
}

/** Where another coding than the declared one gives the text that was meant. */
function misreadings({ parts, text }: CapturedSms, rendered: string): readonly string[] {
  if (text === rendered) return [];
  const meant = meanings.filter(([coding]) => readAs(parts, coding) === rendered);
  return meant.map(([, name]) => `the octets are ${name}, and data_coding says otherwise`);
}

const readAs = (parts: readonly SmsPart[], coding: number): string =>
  parts.map(({ payload }) => decodeSmsText(payload, toSmsEncoding(coding) ?? "binary")).join("");
