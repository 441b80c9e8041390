import { unitsThatFit } from "../src/messages/sms-capacity.ts";
import { parseUserData } from "../src/messages/sms-decoding.ts";
import type { OutgoingSms } from "../src/sending/sender.ts";
import type { PduFields } from "../src/sending/smpp-pdu.ts";

type OnTheWay = NonNullable<OutgoingSms["onWire"]>;

/** What SMPP and the standard let a network do with the parts of an SMS, in the words of the features. */
export const waysOfParts: Readonly<Record<string, OnTheWay>> = {
  "the last part first": (submits) => [...submits].reverse(),
  "the first part twice": (submits) => [...submits.slice(0, 1), ...submits],
  "counted by 16 bits": (submits) => placed(submits, WIDE_HEADER_OCTETS, toWideHeader),
  "placed by SMPP parameters": (submits) => placed(submits, CONCATENATION_OCTETS, toSar),
};

interface Place {
  readonly reference: number;
  readonly total: number;
  readonly index: number;
}

const WIDE_HEADER_OCTETS = 7;
const CONCATENATION_OCTETS = 6;

/** Any reference beyond eight bits. */
const WIDE_REFERENCE = 0x1234;

const toWideHeader = ({ total, index }: Place, payload: Buffer): PduFields => ({
  short_message: Buffer.concat([Buffer.from([6, 0x08, 4, ...wide(WIDE_REFERENCE), total, index]), payload]),
});

const wide = (value: number): readonly number[] => [value >> 8, value & 0xff];

const toSar = ({ reference, total, index }: Place, payload: Buffer): PduFields => ({
  esm_class: 0,
  ...{ sar_msg_ref_num: reference, sar_total_segments: total, sar_segment_seqnum: index },
  short_message: payload,
});

/** The same text under other headers: cut anew, for a wider one leaves less room. */
function placed(
  submits: readonly PduFields[],
  headerOctets: number,
  toFields: (place: Place, payload: Buffer) => PduFields,
): readonly PduFields[] {
  const [first] = submits;
  if (!first || submits.length < 2) return submits;
  const read = submits.map(({ short_message: octets }) => parseUserData(toBuffer(octets)));
  const text = Buffer.concat(read.map(({ payload }) => payload));
  const size = first["data_coding"] === 8 ? 2 * unitsThatFit("ucs2", headerOctets) : unitsThatFit("gsm7", headerOctets);
  const total = Math.ceil(text.length / size);
  const reference = read[0]?.concatenation?.reference ?? 0;
  return Array.from({ length: total }, (_, at) => ({
    ...first,
    ...toFields({ reference, total, index: at + 1 }, text.subarray(at * size, (at + 1) * size)),
  }));
}

const toBuffer = (octets: unknown): Buffer => (Buffer.isBuffer(octets) ? octets : Buffer.alloc(0));
