import { encodeSms } from "../src/messages/sms-encoding.ts";
import type { OutgoingSms } from "../src/sending/sender.ts";
import type { PduFields } from "../src/sending/smpp-pdu.ts";
import type { Mutant } from "./mutant.ts";
import { wrongD1 } from "./wrong-d1.ts";

type OnWire = NonNullable<OutgoingSms["onWire"]>;

/** A D1 whose submit_sm PDUs are not what they should be. */
const wrongWire = (id: string, caughtBy: string, mistake: string, onWire: OnWire): Mutant =>
  wrongSms(id, caughtBy, mistake, { onWire });

/** A D1 that sends its SMS otherwise. */
const wrongSms = (id: string, caughtBy: string, mistake: string, change: Partial<OutgoingSms>): Mutant =>
  wrongD1(id, caughtBy, mistake, ({ renderSms }) => ({ renderSms: (letter) => ({ ...renderSms(letter), ...change }) }));

const each =
  (change: (fields: PduFields, index: number) => PduFields): OnWire =>
  (submits) =>
    submits.map(change);

const octetsOf = ({ short_message: octets }: PduFields): Buffer => (Buffer.isBuffer(octets) ? octets : Buffer.alloc(0));

/** The header's octets: length, identifier, its length, reference, total, index. */
const withHeader = (fields: PduFields, at: number, value: (octet: number) => number): PduFields => {
  const octets = Buffer.from(octetsOf(fields));
  if (fields["esm_class"] === undefined) return fields;
  octets[at] = value(octets[at] ?? 0);
  return { ...fields, short_message: octets };
};

/** Where the text begins: behind the header and its length octet. */
const headerEnd = (octets: Buffer): number => (octets[0] ?? 0) + 1;

/** Two parts cut anew: as much of the second goes over to the first as it is told, or back. */
const cutElsewhere =
  (octets: (first: Buffer) => number): OnWire =>
  (submits) => {
    const [first, second] = submits;
    if (!first || !second) return submits;
    const [head, tail] = [octetsOf(first), octetsOf(second)];
    const body = Buffer.concat([head.subarray(headerEnd(head)), tail.subarray(headerEnd(tail))]);
    const cut = octets(body);
    const part = (header: Buffer, payload: Buffer) => Buffer.concat([header.subarray(0, headerEnd(header)), payload]);
    return [
      { ...first, short_message: part(head, body.subarray(0, cut)) },
      { ...second, short_message: part(tail, body.subarray(cut)) },
      ...submits.slice(2),
    ];
  };

const ESCAPE = 0x1b;

/** In the middle of the first escape or surrogate pair. */
const insidePair = (body: Buffer): number => {
  const escapeAt = body.indexOf(ESCAPE);
  if (escapeAt >= 0) return escapeAt + 1;
  const high = [...body.keys()].find((at) => at % 2 === 0 && ((body[at] ?? 0) & 0xfc) === 0xd8);
  return high === undefined ? Math.min(134, body.length) : high + 2;
};

const inCodingOnly =
  (encoding: "gsm7" | "ucs2", onWire: OnWire): OnWire =>
  (submits) =>
    (submits[0]?.["data_coding"] === 8) === (encoding === "ucs2") ? onWire(submits) : submits;

/** Between the first letter and its mark. */
const insideLetter = (body: Buffer): number => {
  const markAt = toText(body).search(/\p{M}/u);
  return markAt < 0 ? Math.min(134, body.length) : 2 * markAt;
};

const toText = (body: Buffer): string => Buffer.from(body).swap16().toString("utf16le");

/** What is declared, not what is written. */
const asUcs2 = (fields: PduFields): PduFields => ({ ...fields, data_coding: 8 });

/** A text alone in its SMS, with no character beyond Latin-1; others are left as they are. */
const asLatin1 = (fields: PduFields): PduFields => {
  const text = toText(octetsOf(fields));
  if (fields["esm_class"] !== undefined || /[^\0-\xff]/.test(text)) return fields;
  return { ...fields, data_coding: 0, short_message: Buffer.from(text, "latin1") };
};

export const d1SmsMutants: readonly Mutant[] = [
  wrongWire("gsm-called-ucs2", "SM-02", "D1 calls GSM text UCS-2.", inCodingOnly("gsm7", each(asUcs2))),
  wrongWire(
    "ucs2-called-gsm",
    "SM-02",
    "D1 calls UCS-2 text GSM.",
    inCodingOnly(
      "ucs2",
      each((fields) => ({ ...fields, data_coding: 0 })),
    ),
  ),
  wrongWire(
    "gsm-called-latin1",
    "SM-02",
    "D1 declares a coding that phones need not read.",
    inCodingOnly(
      "gsm7",
      each((fields) => ({ ...fields, data_coding: 3 })),
    ),
  ),
  wrongWire(
    "latin1-called-gsm",
    "SM-02",
    "D1 writes Latin-1 and calls it GSM.",
    inCodingOnly("ucs2", (submits) => submits.map(asLatin1)),
  ),
  wrongD1("always-ucs2", "SM-03", "D1 sends everything as UCS-2, in twice the parts.", ({ renderSms }) => ({
    renderSms: (letter) => {
      const sms = renderSms(letter);
      // One character beyond GSM, which no phone shows, turns the encoder over.
      return { ...sms, text: sms.text, onWire: (submits) => splitAsUcs2(submits, sms.text) };
    },
  })),
  wrongWire(
    "references-differ",
    "SM-04",
    "D1 gives each part a reference of its own.",
    each((fields, index) => withHeader(fields, 3, (reference) => reference + index)),
  ),
  wrongWire("part-lost", "SM-04", "D1 sends all parts but the last.", (submits) =>
    submits.length > 1 ? submits.slice(0, -1) : submits,
  ),
  wrongWire(
    "overlong-parts",
    "SM-04",
    "D1 cuts at 160 septets although the header takes seven.",
    inCodingOnly(
      "gsm7",
      cutElsewhere((body) => Math.min(160, body.length - 1)),
    ),
  ),
  wrongWire(
    "total-too-high",
    "SM-04",
    "D1 counts one part more than it sends.",
    each((fields) => withHeader(fields, 4, (total) => total + 1)),
  ),
  wrongWire(
    "total-of-none",
    "SM-04",
    "D1 says that there are 0 parts.",
    each((fields) => withHeader(fields, 4, () => 0)),
  ),
  wrongWire(
    "counts-from-zero",
    "SM-04",
    "D1 numbers its parts from 0.",
    each((fields) => withHeader(fields, 5, (index) => index - 1)),
  ),
  wrongWire(
    "letter-cut",
    "SM-05",
    "D1 cuts a letter from its marks.",
    inCodingOnly("ucs2", cutElsewhere(insideLetter)),
  ),
  wrongWire("pair-cut", "SM-05", "D1 cuts an escape or surrogate pair in two.", cutElsewhere(insidePair)),
  wrongWire(
    "code-in-two-parts",
    "SM-06",
    "D1 cuts the code in two.",
    cutElsewhere((body) => (body[0] === 0 ? 6 : 3)),
  ),
  wrongSms("long-sender", "SM-08", "D1 sends under a name of twelve letters.", { from: "MeridaleBank" }),
  wrongSms("symbol-sender", "SM-08", "D1 sends under a name with an ampersand.", { from: "Meridale&Co" }),
  wrongWire(
    "umlaut-sender",
    "SM-08",
    "D1 sends under a name with an umlaut.",
    each((fields) => ({ ...fields, source_addr: "B\u00e4nkle" })),
  ),
  wrongWire(
    "digits-as-name",
    "SM-08",
    "D1 calls a number a name.",
    each((fields) => ({ ...fields, source_addr_ton: 5, source_addr_npi: 0, source_addr: "12025550199" })),
  ),
  wrongSms("name-in-america", "SM-09", "D1 sends under a name where networks take none.", { from: "Meridale" }),
];

function splitAsUcs2(submits: readonly PduFields[], text: string): readonly PduFields[] {
  const [first] = submits;
  if (!first || submits.length > 1 || first["data_coding"] === 8) return submits;
  const { parts } = encodeSms(`${text}\u200B`);
  return parts.map(({ payload }, at) => ({
    ...first,
    data_coding: 8,
    ...(parts.length > 1 && { esm_class: 0x40 }),
    short_message:
      parts.length > 1 ? Buffer.concat([Buffer.from([5, 0, 3, 77, parts.length, at + 1]), payload]) : payload,
  }));
}
