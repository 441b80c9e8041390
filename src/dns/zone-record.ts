import type { ZoneRecord } from "./record.ts";
import { toContent } from "./zone-content.ts";
import { toPrintable } from "./zone-escapes.ts";
import { refuse, toError, toWarning, type ZoneFault, type ZoneRefusal } from "./zone-fault.ts";
import { formsOf } from "./zone-forms.ts";
import { isGeneric, readGeneric } from "./zone-generic.ts";
import { readHead } from "./zone-head.ts";
import { readName, type Surroundings } from "./zone-name.ts";
import type { Entry, Word } from "./zone-scanner.ts";
import { longestString, readValue } from "./zone-values.ts";

/** What one record of a zone file hands on to the next. */
export interface Carried extends Surroundings {
  /** The owner of the record before. */
  owner: string | undefined;
  /** `$TTL`, or without it the SOA's minimum (RFC 2308 section 4; BIND does the same), seconds. */
  defaultTtl: number | undefined;
  /** The last time to live that stood in a record (RFC 1035 section 5.1), seconds. */
  lastTtl: number | undefined;
}

/** Seconds that are assumed where none are said, so that the rest of the record can be judged. */
const assumedTtl = 3600;

/** Octets of a record's data: their length has 16 bits. RFC 1035 section 3.2.1. */
const longestContent = 65_535;

/** The record of an entry. It changes what is `carried` to the next. Throws a ZoneRefusal. */
export function readRecord(entry: Entry, carried: Carried): ZoneRecord {
  const owner = readOwner(entry, carried);
  const head = readHead(entry.blankOwner ? entry.words : entry.words.slice(1), entry);
  const content = toContent(head.type, readValues(head.type, head.data, head.typeWord, carried));
  const ttl = resolveTtl(head.ttl, content.type === "SOA" ? content.minimum : undefined, entry, carried);
  return { owner, ttl, content, place: entry.words[0]?.place ?? entry.place };
}

function readOwner({ blankOwner, words: [first], place }: Entry, carried: Carried): string {
  if (!blankOwner && first) {
    carried.owner = undefined; // A name that is refused is not shared: not the one before it, either.
    carried.owner = readName(first, carried);
  }
  if (carried.owner !== undefined) return carried.owner;
  throw refuse({
    code: "OWNER_MISSING",
    place,
    message: "the line begins with a blank, but no record stands before it whose name it could share",
    hint: "Begin the line with the record's name, or @ for the zone itself.",
  });
}

function readValues(type: string, data: readonly Word[], typeWord: Word, carried: Carried): readonly string[] {
  const [first, ...rest] = data;
  if (first && isGeneric(first)) return readGeneric(type, first, rest);
  const forms = formsOf(type);
  const last = forms.at(-1) ?? "words";
  const endless = last === "strings" || last === "hex" || last === "words";
  const extra = data[forms.length];
  if (data.length < forms.length || (type.startsWith("TYPE") && first))
    throw dataMissing(type, data.at(-1) ?? typeWord);
  if (extra && !endless) throw dataExtra(type, extra);
  if (last === "words") return joinGlued(data);
  const values = data.flatMap((word, at) => readValue(forms[at] ?? last, word, carried));
  if (last === "strings") checkStrings(data, values, carried);
  return values;
}

/** Data that are kept as they are written: `alpn="h2"` stays one word. */
function joinGlued(data: readonly Word[]): readonly string[] {
  const values: string[] = [];
  for (const { text, quoted, glued } of data) {
    const printable = toPrintable(text);
    const written = quoted ? `"${printable}"` : printable;
    values.push(glued ? `${values.pop() ?? ""}${written}` : written);
  }
  return values;
}

function checkStrings(data: readonly Word[], values: readonly string[], { note }: Carried): void {
  const octets = values.reduce((sum, { length }) => sum + 1 + Math.min(length, longestString), 0);
  const [first] = data;
  const cut = data.find((word) => word.cut && !word.quoted);
  if (first && octets > longestContent) throw contentTooLong(first, octets);
  if (first && data.length > 1 && data.every(({ quoted }) => !quoted)) note(unquotedStrings(first));
  if (cut) note(commentInWord(cut));
}

/** As BIND does: the record's own, else `$TTL`, else the last that was written, else the SOA's minimum. */
function resolveTtl(own: number | undefined, minimum: number | undefined, entry: Entry, carried: Carried): number {
  if (own !== undefined) carried.lastTtl = own;
  else if (carried.defaultTtl === undefined && carried.lastTtl === undefined) {
    if (minimum === undefined) carried.note(ttlMissing(entry));
    carried.defaultTtl = minimum ?? assumedTtl;
  }
  return own ?? carried.defaultTtl ?? carried.lastTtl ?? assumedTtl;
}

const ttlMissing = ({ place }: Entry): ZoneFault =>
  toError({
    code: "TTL_MISSING",
    place,
    message: "the record has no time to live, and no $TTL or SOA stands before it",
    hint: "Begin the file with $TTL 1h, or write the seconds after the record's name.",
  });

const dataMissing = (type: string, { place, text }: Word): ZoneRefusal =>
  refuse({
    code: "RDATA_MISSING",
    place,
    token: text,
    message: type.startsWith("TYPE")
      ? `${type} has no form of its own`
      : `the ${type} record is not complete: it wants ${formsOf(type).map(toPhrase).join(", ")}`,
    hint: type.startsWith("TYPE")
      ? "Write \\#, the number of octets, then the octets (RFC 3597)."
      : "Add what is missing.",
  });

const dataExtra = (type: string, { place, text }: Word): ZoneRefusal =>
  refuse({
    code: "RDATA_EXTRA",
    place,
    token: text,
    message: `this is too much for a ${type} record`,
    hint: "Remove it, or begin a record of its own with it.",
  });

const contentTooLong = ({ place }: Word, octets: number): ZoneRefusal =>
  refuse({
    code: "RDATA_TOO_LONG",
    place,
    message: `the record has ${octets} octets of data; DNS carries at most ${longestContent}`,
    hint: "Look for a parenthesis that is closed too late.",
  });

const unquotedStrings = ({ place, text }: Word): ZoneFault =>
  toWarning({
    code: "STRINGS_UNQUOTED",
    place,
    token: text,
    message: "a text stands without quotes: every word is a string of its own, and they are joined without a blank",
    hint: 'Put the whole text in quotes (").',
  });

const commentInWord = ({ place, text }: Word): ZoneFault =>
  toWarning({
    code: "COMMENT_IN_WORD",
    place,
    token: text,
    message: "a semicolon outside quotes begins a comment: the rest of the line is not published",
    hint: 'Put the whole text in quotes (").',
  });

const phrases: Readonly<Record<string, string>> = {
  ipv4: "an address",
  ipv6: "an address",
  name: "a name",
  ttl: "a time",
  string: "a text",
  strings: "a text",
  tag: "a tag",
  hex: "a hexadecimal number",
  words: "its data",
};

const toPhrase = (form: string): string => phrases[form] ?? "a number";
