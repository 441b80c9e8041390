import { StepproofError } from "../errors.ts";
import type { RecordContent } from "./record.ts";
import { fromIpv6Octets, toIpv4Octets, toIpv6Octets } from "./wire-address.ts";
import type { WireCursor } from "./wire-cursor.ts";
import { unreadable } from "./wire-fault.ts";
import type { WireWriter } from "./wire-writer.ts";

/** Octets of the longest character-string. RFC 1035 section 3.3. */
const longestString = 255;

/**
 * A record's data, `length` octets of them; `type` as `toTypeName` names it. Types that nothing here looks into come
 * as the words of RFC 3597: `\# 4 C0000201`. Throws DNS_MESSAGE_UNREADABLE.
 */
export function readContent(cursor: WireCursor, type: string, length: number): RecordContent {
  const end = cursor.at + length;
  const content = readFixed(cursor, type) ?? readStrings(cursor, type, end) ?? readOther(cursor, type, length);
  if (cursor.at !== end) throw unreadable("the data of a record are not as long as it says");
  return content;
}

/** Writes a record's data without their length. Throws DNS_NAME_INVALID, and DNS_RECORD_UNKNOWN for words of a zone file. */
export function writeContent(writer: WireWriter, content: RecordContent): void {
  if (content.type === "OTHER") writer.octets(fromGenericWords(content.words));
  else if ("address" in content) writeAddress(writer, content);
  else if ("strings" in content) writeStrings(writer, content.strings);
  else if (content.type === "MX") writeMx(writer, content);
  else if (content.type === "SOA") writeSoa(writer, content);
  else if (content.type === "DNAME") writer.wholeName(content.target);
  else writer.name(content.target);
}

/** The words that stand for octets of a type that nothing here looks into. RFC 3597 section 5. */
export const toGenericWords = (octets: Buffer): readonly string[] =>
  ["\\#", String(octets.length), octets.toString("hex").toUpperCase()].filter((word) => word !== "");

function readFixed(cursor: WireCursor, type: string): RecordContent | undefined {
  if (type === "A") return { type, address: cursor.take(4).join(".") };
  if (type === "AAAA") return { type, address: fromIpv6Octets(cursor.take(16)) };
  if (type === "MX") return { type, preference: cursor.u16(), exchange: cursor.name() };
  if (type === "CNAME" || type === "DNAME" || type === "NS" || type === "PTR") return { type, target: cursor.name() };
  return type === "SOA" ? readSoa(cursor) : undefined;
}

const readSoa = (cursor: WireCursor): RecordContent => ({
  type: "SOA",
  primary: cursor.name(),
  mailbox: cursor.name(),
  serial: cursor.u32(),
  refresh: cursor.u32(),
  retry: cursor.u32(),
  expire: cursor.u32(),
  minimum: cursor.u32(),
});

function readStrings(cursor: WireCursor, type: string, end: number): RecordContent | undefined {
  if (type !== "TXT") return undefined;
  const strings: string[] = [];
  while (cursor.at < end) strings.push(cursor.take(cursor.u8()).toString("latin1"));
  if (strings.length === 0) throw unreadable("a TXT record has no string");
  return { type, strings };
}

const readOther = (cursor: WireCursor, type: string, length: number): RecordContent => ({
  type: "OTHER",
  name: type,
  words: toGenericWords(cursor.take(length)),
});

function fromGenericWords([marker, , hex = ""]: readonly string[]): Uint8Array {
  if (marker !== "\\#")
    throw new StepproofError("DNS_RECORD_UNKNOWN", "a record of a type that nothing here serves has to be sent", {
      hint: "Write its data in octets: \\# LENGTH HEX.",
      attribution: "HARNESS",
    });
  return Buffer.from(hex, "hex");
}

function writeAddress(writer: WireWriter, { type, address }: Extract<RecordContent, { address: string }>): void {
  writer.octets(type === "A" ? toIpv4Octets(address) : toIpv6Octets(address));
}

/** What is longer than a string may be goes into several, as the reader of zone files has it. */
function writeStrings(writer: WireWriter, strings: readonly string[]): void {
  for (const string of strings)
    for (let at = 0; at === 0 || at < string.length; at += longestString)
      writer.string(string.slice(at, at + longestString));
}

function writeMx(writer: WireWriter, { preference, exchange }: Extract<RecordContent, { type: "MX" }>): void {
  writer.u16(preference);
  writer.name(exchange);
}

function writeSoa(writer: WireWriter, soa: Extract<RecordContent, { type: "SOA" }>): void {
  writer.name(soa.primary);
  writer.name(soa.mailbox);
  for (const value of [soa.serial, soa.refresh, soa.retry, soa.expire, soa.minimum]) writer.u32(value);
}
