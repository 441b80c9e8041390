import smpp from "smpp";
import { StepproofError } from "../errors.ts";

export type FieldValue = string | number | Buffer;

/** Fields by their SMPP names. Octet strings (`short_message`, `message_payload`) are as they lie on the wire. */
export type PduFields = Readonly<Record<string, FieldValue>>;

export interface Pdu {
  readonly command: string;
  /** `command_status`; 0 is success. */
  readonly status: number;
  readonly sequence: number;
  readonly fields: PduFields;
}

const HEADER_OCTETS = 16;

/** The SMPP 3.4 status of a name such as "ESME_RINVPASWD". */
export function esmeStatus(name: string): number {
  return smpp.errors[name] ?? smpp.errors["ESME_RUNKNOWNERR"] ?? 0xff;
}

/** "ESME_RINVPASWD (0x0000000e)", or the number alone where SMPP 3.4 has no name for it. */
export function describeStatus(status: number): string {
  const name = Object.keys(smpp.errors).find((known) => smpp.errors[known] === status);
  const code = `0x${status.toString(16).padStart(8, "0")}`;
  return name ? `${name} (${code})` : code;
}

/**
 * Statuses that speak of the centre's state now, not of the message or the account: tried again later, it may pass. An
 * ESME_RBINDFAIL names no reason; that it passes is [A]. Source: SMPP 3.4 §5.1.3.
 */
const passing: ReadonlySet<number | undefined> = new Set(
  ["ESME_RTHROTTLED", "ESME_RMSGQFUL", "ESME_RSYSERR", "ESME_RBINDFAIL", "ESME_RALYBND", "ESME_RX_T_APPN"].map(
    (name) => smpp.errors[name],
  ),
);

export const isPassing = (status: number): boolean => passing.has(status);

/** The PDU's octets. The library encodes: it is right as long as it is handed octets, never text, for a message. */
export function toPduOctets({ command, status, sequence, fields }: Pdu): Buffer {
  return new smpp.PDU(command, { ...fields, command_status: status, sequence_number: sequence }).toBuffer();
}

/** The two header members that an answer needs, even to a PDU whose body makes no sense. */
export function parsePduHeader(frame: Buffer): { readonly sequence: number; readonly isResponse: boolean } {
  return { sequence: frame.readUInt32BE(12), isResponse: (frame.readUInt8(4) & 0x80) !== 0 };
}

/**
 * Reads one whole PDU. Not the library's reading: that one takes a PDU cut inside its body, and turns the octets of a
 * message into text before anybody can see them. Throws a StepproofError whose code is the ESME status to answer.
 */
export function parsePdu(frame: Buffer): Pdu {
  const known = smpp.commandsById[frame.readUInt32BE(4)];
  if (!known) throw malformed("ESME_RINVCMDID", "the command is unknown");
  const pdu = { command: known.command, status: frame.readUInt32BE(8), sequence: frame.readUInt32BE(12) };
  // A response that reports an error may leave its body out (SMPP 3.4 §4.1.2).
  if (frame.length === HEADER_OCTETS && parsePduHeader(frame).isResponse) return { ...pdu, fields: {} };
  const { fields, end } = readMandatory(frame, known);
  return { ...pdu, fields: { ...fields, ...readTlvs(frame, end) } };
}

/** A field that must be a number; 0 where an optional one is absent. */
export function numberField({ fields }: Pdu, name: string): number {
  const value = fields[name];
  return typeof value === "number" ? value : 0;
}

/** A C-octet string; empty where absent. */
export function textField({ fields }: Pdu, name: string): string {
  const value = fields[name];
  return typeof value === "string" ? value : "";
}

/** An octet string; undefined where absent. */
export function octetsField({ fields }: Pdu, name: string): Buffer | undefined {
  const value = fields[name];
  return Buffer.isBuffer(value) ? value : undefined;
}

function readMandatory(frame: Buffer, { params = {} }: smpp.Command): { fields: PduFields; end: number } {
  const fields: Record<string, FieldValue> = {};
  let at = HEADER_OCTETS;
  for (const [name, { type }] of Object.entries(params)) {
    const { value, end } = readField(frame, at, type);
    fields[name] = value;
    at = end;
  }
  return { fields, end: at };
}

function readField(frame: Buffer, at: number, type: smpp.WireType): { value: FieldValue; end: number } {
  const first = frame[at];
  if (first === undefined) throw malformed("ESME_RINVCMDLEN", "a mandatory field is missing");
  if (type === smpp.types.int8) return { value: first, end: at + 1 };
  if (type === smpp.types.cstring) return readCString(frame, at);
  if (type === smpp.types.buffer) return readOctets(frame, at + 1, first);
  throw malformed("ESME_RINVCMDID", "the command is not supported");
}

function readCString(frame: Buffer, at: number): { value: string; end: number } {
  const end = frame.indexOf(0, at);
  if (end < 0) throw malformed("ESME_RINVCMDLEN", "a text field has no end");
  return { value: frame.toString("latin1", at, end), end: end + 1 };
}

function readOctets(frame: Buffer, at: number, length: number): { value: Buffer; end: number } {
  if (at + length > frame.length) throw malformed("ESME_RINVMSGLEN", "the message is shorter than its length says");
  return { value: frame.subarray(at, at + length), end: at + length };
}

/** Unknown tags are passed over, as SMPP 3.4 §3.3 asks. */
function readTlvs(frame: Buffer, start: number): PduFields {
  const fields: Record<string, FieldValue> = {};
  let at = start;
  while (at < frame.length) {
    if (at + 4 > frame.length) throw malformed("ESME_RINVTLVSTREAM", "an optional parameter is cut");
    const end = at + 4 + frame.readUInt16BE(at + 2);
    if (end > frame.length) throw malformed("ESME_RINVTLVSTREAM", "an optional parameter is cut");
    const known = smpp.tlvsById[frame.readUInt16BE(at)];
    if (known) fields[known.tag] = readTlv(frame.subarray(at + 4, end), known.type);
    at = end;
  }
  return fields;
}

function readTlv(octets: Buffer, type: smpp.WireType): FieldValue {
  const size = integerSizes.get(type);
  if (size === undefined) return type === smpp.types.cstring ? octets.toString("latin1").replace(/\0.*$/s, "") : octets;
  if (octets.length !== size) throw malformed("ESME_RINVTLVLEN", "an optional parameter has the wrong length");
  return octets.readUIntBE(0, size);
}

const integerSizes: ReadonlyMap<smpp.WireType, number> = new Map([
  [smpp.types.int8, 1],
  [smpp.types.int16, 2],
  [smpp.types.int32, 4],
]);

const malformed = (code: string, what: string): StepproofError =>
  new StepproofError(code, `malformed PDU: ${what}`, {
    hint: "Compare the PDU with SMPP 3.4 chapter 4.",
    attribution: "IMPLEMENTATION",
  });
