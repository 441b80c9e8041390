import { isIPv4, isIPv6 } from "node:net";
import { fromEscaped, toQuoted } from "./zone-escapes.ts";
import { refuse, toError, toWarning, type ZoneFault, type ZoneFaultCode, type ZoneRefusal } from "./zone-fault.ts";
import type { Form } from "./zone-forms.ts";
import { readName, type Surroundings } from "./zone-name.ts";
import type { Word } from "./zone-scanner.ts";
import { longestTtl, parseTtl } from "./zone-ttl.ts";

/** Octets of one character-string. RFC 1035 section 3.3. */
export const longestString = 255;

type ReadWord = (word: Word, surroundings: Surroundings) => readonly string[];

const readers: Readonly<Record<Form, ReadWord>> = {
  ipv4: (word) => [isIPv4(bare(word)) ? word.text : refuseAddress(word, "an IPv4 address, like 192.0.2.1")],
  ipv6: (word) => [
    isIPv6(bare(word)) && !word.text.includes("%")
      ? toShortIpv6(word.text)
      : refuseAddress(word, "an IPv6 address, like 2001:db8::1"),
  ],
  name: (word, surroundings) => [readTarget(word, surroundings)],
  u8: (word) => [readNumber(word, 2 ** 8 - 1)],
  u16: (word) => [readNumber(word, 2 ** 16 - 1)],
  u32: (word) => [readNumber(word, 2 ** 32 - 1)],
  ttl: (word) => [readSeconds(word)],
  tag: (word) => [/^[a-z0-9]+$/i.test(bare(word)) ? word.text : refuseTag(word)],
  string: readStrings,
  strings: readStrings,
  hex: (word) => [/^[0-9a-f]+$/i.test(bare(word)) ? word.text.toUpperCase() : refuseHex(word)],
  words: ({ text }) => [text],
};

/**
 * One word of a record as the values it stands for: a name absolute, a number without leading zeros, times in seconds,
 * a string's bytes, which are several values where the string is too long for one. Throws a ZoneRefusal.
 */
export const readValue = (form: Form, word: Word, surroundings: Surroundings): readonly string[] =>
  readers[form](word, surroundings);

/** A value of {@link readValue} as a zone file carries it, whatever its origin. */
export function printValue(form: Form, value: string): string {
  if (form === "name") return `${value}.`;
  return form === "string" || form === "strings" ? toQuoted(value) : value;
}

/** Quotes are for strings alone: BIND reads no number, name or address in them. */
function bare(word: Word): string {
  if (!word.quoted) return word.text;
  throw refuse({
    code: "QUOTES_MISPLACED",
    place: word.place,
    token: `"${word.text}"`,
    message: "a value is in quotes that is no text",
    hint: "Remove the quotes.",
  });
}

function readNumber(word: Word, most: number): string {
  if (!/^\d+$/.test(bare(word)) || Number(word.text) > most)
    throw invalid("NUMBER_INVALID", word, `a number from 0 to ${most}`);
  return String(Number(word.text));
}

function readSeconds(word: Word): string {
  const seconds = parseTtl(bare(word));
  if (seconds === undefined || seconds > 2 ** 32 - 1)
    throw invalid("TTL_INVALID", word, `a time in seconds or units (1h30m), at most ${longestTtl} s`);
  return String(seconds);
}

function readTarget(word: Word, surroundings: Surroundings): string {
  const name = readName({ ...word, text: bare(word) }, surroundings);
  if (isIPv4(word.text)) surroundings.note(targetIsAddress(word));
  return name;
}

function readStrings(word: Word, { note }: Surroundings): readonly string[] {
  const bytes = fromEscaped(word.text);
  if (bytes === undefined)
    throw invalid("ESCAPE_INVALID", word, "an escape: a backslash, then one character or three digits up to 255");
  if (/\xe2\x80[\x98-\x9f]/.test(bytes)) note(typographic(word));
  if (bytes.length <= longestString) return [bytes];
  note(stringTooLong(word, bytes.length));
  return toStrings(bytes);
}

/** A text in as few strings as DNS lets it have; the empty text is one empty string. */
export function toStrings(bytes: string): readonly string[] {
  const count = Math.max(1, Math.ceil(bytes.length / longestString));
  return Array.from({ length: count }, (_, at) => bytes.slice(at * longestString, (at + 1) * longestString));
}

/** RFC 5952: lower case, no leading zeros, the longest run of zeros as two colons; the URL standard writes it so. */
const toShortIpv6 = (address: string): string => new URL(`http://[${address}]/`).hostname.slice(1, -1);

const invalid = (code: ZoneFaultCode, { place, text }: Word, wanted: string): ZoneRefusal =>
  refuse({ code, place, token: text, message: `this is not ${wanted}`, hint: `Write ${wanted}.` });

const refuseAddress = (word: Word, wanted: string): never => {
  throw invalid("ADDRESS_INVALID", word, wanted);
};

const refuseTag = (word: Word): never => {
  throw invalid("RDATA_INVALID", word, "a tag of letters and digits");
};

const refuseHex = (word: Word): never => {
  throw invalid("RDATA_INVALID", word, "a hexadecimal number");
};

const targetIsAddress = ({ place, text }: Word): ZoneFault =>
  toWarning({
    code: "TARGET_IS_ADDRESS",
    place,
    token: text,
    message: "an address stands where a host's name belongs; it is read as a name",
    hint: "Name the host here, and give the host an A record.",
  });

const typographic = ({ place, text }: Word): ZoneFault =>
  toWarning({
    code: "QUOTES_TYPOGRAPHIC",
    place,
    token: text,
    message: "a text holds typographic quotes; they are published as part of it",
    hint: 'Replace them by straight quotes (").',
  });

const stringTooLong = ({ place, text }: Word, octets: number): ZoneFault =>
  toError({
    code: "STRING_TOO_LONG",
    place,
    token: text,
    message: `a string has ${octets} octets; one holds at most ${longestString}`,
    hint: `Split it into strings of at most ${longestString} octets, each in its own quotes, in parentheses; readers join them without a blank.`,
  });
