import { StepproofError } from "../errors.ts";
import type { SmsEncoding } from "./captured-message.ts";
import { fromSeptets } from "./gsm-alphabet.ts";
import type { NationalTables } from "./gsm-national.ts";
import type { Concatenation, UserDataPlace } from "./user-data-header.ts";

export interface UserData extends UserDataPlace {
  readonly payload: Buffer;
  /** The place that was stated and cannot be; never together with `concatenation`. */
  readonly misplaced?: Concatenation;
  /** Of the header, its length octet included; absent: none. */
  readonly headerOctets?: number;
}

interface HeaderElement {
  readonly identifier: number;
  readonly octets: Buffer;
}

/** What `data_coding` says about the octets; undefined for codings we do not read. Source: SMPP 3.4 §5.2.19. */
export function toSmsEncoding(dataCoding: number): SmsEncoding | undefined {
  // 1111xxxx: GSM message class control, its bit 2 tells 8-bit octets from the default alphabet (TS 23.038 §4).
  if ((dataCoding & 0xf0) === 0xf0) return dataCoding & 0x04 ? "binary" : "gsm7";
  return codings.get(dataCoding);
}

const codings: ReadonlyMap<number, SmsEncoding> = new Map([
  [0, "gsm7"],
  [1, "ascii"],
  [2, "binary"],
  [3, "latin1"],
  [4, "binary"],
  [8, "ucs2"],
]);

/**
 * The text of a part's payload. Octets that stand for no character become U+FFFD; a surrogate pair cut by the
 * sender stays cut. Binary is read as Latin-1, so that a leak in it is still seen.
 */
export function decodeSmsText(payload: Buffer, encoding: SmsEncoding, tables: NationalTables = {}): string {
  if (encoding === "gsm7") return fromSeptets(payload, tables);
  if (encoding === "ucs2") return fromUtf16(payload);
  const text = payload.toString("latin1");
  return encoding === "ascii" ? text.replace(/[\x80-\xff]/g, "\ufffd") : text;
}

/**
 * Parts a user data header (esm_class 0x40) from the payload and reads the concatenation it carries, if any.
 * Throws SMS_HEADER_MALFORMED when the stated lengths do not fit. Source: 3GPP TS 23.040 §9.2.3.24.
 */
export function parseUserData(octets: Buffer): UserData {
  const length = octets[0];
  if (length === undefined || length + 1 > octets.length) throw malformedHeader();
  const elements = parseElements(octets.subarray(1, length + 1));
  const tables = findTables(elements);
  return {
    payload: octets.subarray(length + 1),
    headerOctets: length + 1,
    ...placeOf(findConcatenation(elements)),
    ...(tables && { tables }),
  };
}

/**
 * A concatenation that makes sense; one that does not is set aside, for a phone ignores it (TS 23.040 §9.2.3.24.1) and
 * a check does not (SM-04).
 */
export function placeOf(stated: Concatenation | undefined): Pick<UserData, "concatenation" | "misplaced"> {
  if (!stated) return {};
  return stated.index >= 1 && stated.index <= stated.total ? { concatenation: stated } : { misplaced: stated };
}

function fromUtf16(payload: Buffer): string {
  const even = payload.length & ~1;
  const text = Buffer.from(payload.subarray(0, even)).swap16().toString("utf16le");
  return even === payload.length ? text : `${text}\ufffd`;
}

function parseElements(header: Buffer): HeaderElement[] {
  const elements: HeaderElement[] = [];
  let at = 0;
  while (at < header.length) {
    const end = at + 2 + (header[at + 1] ?? header.length);
    if (end > header.length) throw malformedHeader();
    elements.push({ identifier: header.readUInt8(at), octets: header.subarray(at + 2, end) });
    at = end;
  }
  return elements;
}

function findConcatenation(elements: readonly HeaderElement[]): Concatenation | undefined {
  for (const { identifier, octets } of elements) {
    if (identifier === 0x00 && octets.length === 3) return readConcatenation(octets, 1);
    if (identifier === 0x08 && octets.length === 4) return readConcatenation(octets, 2);
  }
  return undefined;
}

/** The last of each kind counts. Source: 3GPP TS 23.040 §9.2.3.24.15, §9.2.3.24.16. */
function findTables(elements: readonly HeaderElement[]): NationalTables | undefined {
  const declared = (wanted: number) =>
    elements.findLast(({ identifier, octets }) => identifier === wanted && octets.length === 1)?.octets[0];
  const [single, locking] = [declared(0x24), declared(0x25)];
  if (single === undefined && locking === undefined) return undefined;
  return { ...(single !== undefined && { single }), ...(locking !== undefined && { locking }) };
}

const readConcatenation = (octets: Buffer, referenceOctets: number): Concatenation => ({
  reference: octets.readUIntBE(0, referenceOctets),
  total: octets.readUInt8(referenceOctets),
  index: octets.readUInt8(referenceOctets + 1),
});

const malformedHeader = (): StepproofError =>
  new StepproofError("SMS_HEADER_MALFORMED", "the user data header does not fit the message", {
    hint: "Set the header's length octet to the octets that follow it, or clear bit 6 of esm_class.",
    attribution: "IMPLEMENTATION",
  });
