import type { DnsRecord } from "./record.ts";
import { readContent } from "./wire-content.ts";
import { WireCursor } from "./wire-cursor.ts";
import { unreadable } from "./wire-fault.ts";
import {
  classInternet,
  type Edns,
  headerFlags,
  typeOpt,
  type WireHeader,
  type WireMessage,
  type WireQuestion,
} from "./wire-message.ts";
import { headerOctets } from "./wire-name.ts";
import { toTypeName } from "./zone-types.ts";

/** The first twelve octets; undefined when there are fewer. */
export function readHeader(octets: Buffer): WireHeader | undefined {
  if (octets.length < headerOctets) return undefined;
  const flags = octets.readUInt16BE(2);
  const has = (name: keyof typeof headerFlags) => (flags & headerFlags[name]) !== 0;
  return {
    id: octets.readUInt16BE(0),
    isResponse: has("isResponse"),
    opcode: (flags >> 11) & 0xf,
    authoritative: has("authoritative"),
    truncated: has("truncated"),
    recursionDesired: has("recursionDesired"),
    recursionAvailable: has("recursionAvailable"),
    rcode: flags & 0xf,
  };
}

/** Reads a message; what stands behind it is not looked at. Throws DNS_MESSAGE_UNREADABLE. RFC 1035 section 4. */
export function parseMessage(octets: Buffer): WireMessage {
  const header = readHeader(octets);
  if (header === undefined) throw unreadable("it is shorter than a header");
  const cursor = new WireCursor(octets, headerOctets);
  const take = <T>(section: number, read: (cursor: WireCursor) => T): readonly T[] =>
    Array.from({ length: octets.readUInt16BE(4 + 2 * section) }, () => read(cursor));
  const questions = take(0, readQuestion);
  const [answers, authorities, additionals] = [take(1, readEntry), take(2, readEntry), take(3, readEntry)];
  const [opt, ...others] = additionals.flatMap(toOpt);
  if (others.length > 0 || [...answers, ...authorities].some(isOpt)) throw unreadable("its OPT record is out of place");
  return {
    ...header,
    rcode: header.rcode | ((opt?.upperRcode ?? 0) << 4),
    questions,
    answers: answers.flatMap(toRecord),
    authorities: authorities.flatMap(toRecord),
    additionals: additionals.flatMap(toRecord),
    ...(opt && { edns: { udpSize: opt.udpSize, version: opt.version } }),
  };
}

const readQuestion = (cursor: WireCursor): WireQuestion => ({
  name: cursor.nameAsSent(),
  type: readType(cursor.u16()),
  class: cursor.u16(),
});

/** A record, or what stands in the place of one: OPT, and records of other classes, are none to us. */
type Entry = { readonly record: DnsRecord } | { readonly opt: Opt } | Foreign;
type Foreign = "foreign";
type Opt = Edns & { readonly upperRcode: number };

function readEntry(cursor: WireCursor): Entry {
  const owner = cursor.name();
  const [type, of, ttl, length] = [cursor.u16(), cursor.u16(), cursor.u32(), cursor.u16()];
  if (type !== typeOpt && of === classInternet)
    return { record: { owner, ttl: toSeconds(ttl), content: readContent(cursor, readType(type), length) } };
  cursor.take(length);
  if (type !== typeOpt) return "foreign";
  if (owner !== "") throw unreadable("its OPT record has a name");
  return { opt: { udpSize: of, upperRcode: ttl >>> 24, version: (ttl >>> 16) & 0xff } };
}

const isOpt = (entry: Entry): boolean => toOpt(entry).length > 0;
const toOpt = (entry: Entry): readonly Opt[] => (entry !== "foreign" && "opt" in entry ? [entry.opt] : []);
const toRecord = (entry: Entry): readonly DnsRecord[] =>
  entry !== "foreign" && "record" in entry ? [entry.record] : [];

const readType = (number: number): string => toTypeName(`TYPE${number}`) ?? `TYPE${number}`;

/** A time with the first bit set is none: zero. RFC 2181 section 8. */
const toSeconds = (ttl: number): number => (ttl > 0x7fff_ffff ? 0 : ttl);
