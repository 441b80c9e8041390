import { toEscapedLabel } from "./zone-escapes.ts";
import { refuse, type ZoneRefusal } from "./zone-fault.ts";
import { type Form, formsOf, hasBareEnd } from "./zone-forms.ts";
import { toLowerAscii } from "./zone-name.ts";
import type { Word } from "./zone-scanner.ts";

/** Whether the data are written in octets: `\# 4 C0000201`. RFC 3597 section 5. */
export const isGeneric = ({ quoted, text }: Word): boolean => !quoted && text === "\\#";

/**
 * The values that the octets of `\# LENGTH HEX…` stand for, as `readValue` gives them; for a type whose data are not
 * looked into, the words of the generic form again. `marker` is the `\#`, `rest` what follows. Throws a ZoneRefusal.
 */
export function readGeneric(type: string, marker: Word, rest: readonly Word[]): readonly string[] {
  const octets = readOctets(marker, rest);
  if (formsOf(type)[0] === "words") return ["\\#", String(octets.length), ...toHex(octets)];
  const cursor = { octets, at: 0 };
  const values: string[] = [];
  for (const form of formsOf(type)) values.push(...take(cursor, form, hasBareEnd(type)));
  if (cursor.at !== octets.length || values.length === 0 || values.includes(unreadable)) throw notOfType(type, marker);
  return values;
}

interface Cursor {
  readonly octets: Buffer;
  at: number;
}

const unreadable = "\0unreadable";

function readOctets(marker: Word, [length = marker, ...hex]: readonly Word[]): Buffer {
  const digits = hex.map(({ text }) => text).join("");
  const octets = /^\d{1,5}$/.test(length.text) ? Number(length.text) : -1;
  if (octets < 0 || octets > 65_535 || digits.length !== 2 * octets || !/^[0-9a-f]*$/i.test(digits))
    throw refuse({
      code: "RDATA_INVALID",
      place: length.place,
      token: length.text,
      message: "the number of octets and the octets that follow do not agree",
      hint: "Write \\#, the number of octets, then two hexadecimal digits an octet.",
    });
  return Buffer.from(digits, "hex");
}

const toHex = (octets: Buffer): readonly string[] =>
  octets.length === 0 ? [] : [octets.toString("hex").toUpperCase()];

const sizes: Readonly<Partial<Record<Form, number>>> = { u8: 1, u16: 2, u32: 4, ttl: 4, ipv4: 4, ipv6: 16 };

function take(cursor: Cursor, form: Form, bareEnd: boolean): readonly string[] {
  if (form === "name") return [takeName(cursor)];
  if (form === "strings") return takeStrings(cursor);
  if (form === "hex") return toHex(takeOctets(cursor, cursor.octets.length - cursor.at));
  if (form === "tag" || (form === "string" && !bareEnd)) return [takeString(cursor)];
  if (form === "string") return [takeOctets(cursor, cursor.octets.length - cursor.at).toString("latin1")];
  const size = sizes[form] ?? 0;
  const octets = takeOctets(cursor, size);
  return [octets.length === size ? printFixed(form, octets) : unreadable];
}

function printFixed(form: Form, octets: Buffer): string {
  if (form === "ipv4") return octets.join(".");
  if (form !== "ipv6") return String(octets.readUIntBE(0, octets.length));
  const groups = Array.from({ length: 8 }, (_, at) => octets.readUInt16BE(2 * at).toString(16));
  return new URL(`http://[${groups.join(":")}]/`).hostname.slice(1, -1);
}

function takeOctets(cursor: Cursor, count: number): Buffer {
  const octets = cursor.octets.subarray(cursor.at, cursor.at + count);
  cursor.at += count;
  return octets;
}

function takeString(cursor: Cursor): string {
  const [length = 256] = takeOctets(cursor, 1);
  const octets = takeOctets(cursor, length);
  return octets.length === length ? octets.toString("latin1") : unreadable;
}

function takeStrings(cursor: Cursor): readonly string[] {
  const strings: string[] = [];
  while (cursor.at < cursor.octets.length) strings.push(takeString(cursor));
  return strings;
}

/** A name on the wire; compression has no place in generic data (RFC 3597 section 4). */
function takeName(cursor: Cursor): string {
  const labels: string[] = [];
  while (cursor.at < cursor.octets.length) {
    const label = takeString(cursor);
    if (label === "") return labels.join(".");
    if (label === unreadable || label.length > 63 || labels.length > 126) return unreadable;
    labels.push(toEscapedLabel(toLowerAscii(label)));
  }
  return unreadable;
}

const notOfType = (type: string, { place, text }: Word): ZoneRefusal =>
  refuse({
    code: "RDATA_INVALID",
    place,
    token: text,
    message: `these octets are no ${type} record`,
    hint: `Write the record as ${type} records are written.`,
  });
