import type { DnsRecord } from "./record.ts";
import { writeContent } from "./wire-content.ts";
import { classInternet, type Edns, headerFlags, typeOpt, type WireHeader, type WireMessage } from "./wire-message.ts";
import { WireWriter } from "./wire-writer.ts";
import { typeOf } from "./zone-content.ts";
import { toTypeNumber } from "./zone-types.ts";

/** Octets of the longest message: also over TCP, where 16 bits say the length. RFC 1035 section 4.2.2. */
export const longestMessage = 0xffff;

/** Octets of the shortest record: the root's name, type, class, time and length. */
const shortestRecord = 11;

/**
 * The message's octets; undefined when they are more than `limit`.
 * Throws DNS_NAME_INVALID, DNS_RECORD_TOO_LARGE and DNS_RECORD_UNKNOWN.
 */
export function encodeMessage(message: WireMessage, limit = longestMessage): Buffer | undefined {
  const { questions, edns } = message;
  const records = [...message.answers, ...message.authorities, ...message.additionals];
  if (shortestRecord * records.length > limit) return undefined;
  const writer = new WireWriter();
  writeHeader(writer, message);
  for (const { name, type, class: of } of questions) {
    writer.name(name);
    writer.u16(toNumber(type));
    writer.u16(of);
  }
  for (const record of records) {
    writeRecord(writer, record);
    if (writer.at > limit) return undefined;
  }
  if (edns) writeEdns(writer, edns, message.rcode >> 4);
  return writer.at > limit ? undefined : writer.written();
}

function writeHeader(writer: WireWriter, message: WireMessage): void {
  writer.u16(message.id);
  writer.u16(toFlags(message));
  writer.u16(message.questions.length);
  writer.u16(message.answers.length);
  writer.u16(message.authorities.length);
  writer.u16(message.additionals.length + (message.edns ? 1 : 0));
}

function toFlags({ opcode, rcode, ...header }: WireHeader): number {
  const names = Object.keys(headerFlags) as (keyof typeof headerFlags)[];
  return names.reduce((flags, name) => flags | (header[name] ? headerFlags[name] : 0), (opcode << 11) | (rcode & 0xf));
}

function writeRecord(writer: WireWriter, { owner, ttl, content }: DnsRecord): void {
  writer.name(owner);
  writer.u16(toNumber(typeOf(content)));
  writer.u16(classInternet);
  writer.u32(ttl);
  writer.measured(() => writeContent(writer, content));
}

function writeEdns(writer: WireWriter, { udpSize, version }: Edns, upperRcode: number): void {
  writer.name("");
  writer.u16(typeOpt);
  writer.u16(udpSize);
  writer.u32(((upperRcode << 24) | (version << 16)) >>> 0);
  writer.u16(0);
}

/** Types that have no name here are numbers by name (`TYPE65280`), so there is always one. */
const toNumber = (type: string): number => toTypeNumber(type) ?? 0;
