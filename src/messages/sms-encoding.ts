import { StepproofError } from "../errors.ts";
import { septetsOf } from "./gsm-alphabet.ts";
import { type NationalLanguage, type NationalTables, tablesOf } from "./gsm-national.ts";
import { unitsThatFit } from "./sms-capacity.ts";
import { type UserDataPlace, userDataHeaderOctets } from "./user-data-header.ts";

/** A text as it goes over the wire. `units` are septets (GSM 7-bit) or 16-bit units (UCS-2). */
export interface EncodedSms {
  readonly encoding: "gsm7" | "ucs2";
  readonly dataCoding: number;
  readonly units: number;
  readonly parts: readonly EncodedSmsPart[];
  /** National tables that every part's header must declare; absent: the usual ones. */
  readonly tables?: NationalTables;
}

export interface EncodedSmsPart {
  readonly text: string;
  /** Unpacked septets, or UTF-16BE; without a user data header. */
  readonly payload: Buffer;
  readonly units: number;
}

export interface EncodingOptions {
  /** Whose tables may be declared where the usual ones lack a character; default: none, for not every phone knows them. */
  readonly nationalTables?: readonly NationalLanguage[];
}

interface Alphabet {
  readonly encoding: "gsm7" | "ucs2";
  readonly dataCoding: number;
  readonly octetsPerUnit: number;
  readonly tables?: NationalTables;
  /** Undefined for a character that it does not have. */
  readonly toOctets: (character: string) => Uint8Array | readonly number[] | undefined;
  /** The pieces between which a text may be cut, a part's units at most each where that can be. */
  readonly uncut: (text: string) => readonly string[];
}

const gsm7 = (tables?: NationalTables): Alphabet => {
  const septets = septetsOf(tables);
  return {
    encoding: "gsm7",
    dataCoding: 0,
    octetsPerUnit: 1,
    ...(tables && { tables }),
    toOctets: (character) => septets.get(character),
    uncut: (text) => [...text],
  };
};

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

const ucs2: Alphabet = {
  encoding: "ucs2",
  dataCoding: 8,
  octetsPerUnit: 2,
  toOctets: (character) => Buffer.from(character, "utf16le").swap16(),
  // A letter stays with its marks, an emoji whole, for a phone that shows part by part; of a line break nothing is lost.
  uncut: (text) =>
    [...graphemes.segment(text)].flatMap(({ segment }) => (segment === "\r\n" ? [..."\r\n"] : [segment])),
};

const usual = gsm7();

/**
 * Encodes a text as GSM 7-bit if its tables hold every character, else by what takes fewest parts: the national tables
 * that are allowed, or UCS-2. Cuts into parts between characters. Throws SMS_TOO_LONG beyond 255 parts. Source:
 * message-rules.md section 3.
 */
export function encodeSms(text: string, options: EncodingOptions = {}): EncodedSms {
  const cut = cutSms(text, options);
  if (cut.parts.length > 255) throw tooLong(cut.parts.length);
  return cut;
}

/** The same, however many parts it makes. */
export function cutSms(text: string, { nationalTables = [] }: EncodingOptions = {}): EncodedSms {
  return carry(text, usual) ?? fewestParts(text, nationalTables);
}

function fewestParts(text: string, languages: readonly NationalLanguage[]): EncodedSms {
  const national = languages.flatMap(tablesOf).map((tables) => carry(text, gsm7(tables)));
  const candidates = [...national, carry(text, ucs2)].filter((candidate) => candidate !== undefined);
  return candidates.reduce((best, other) => (other.parts.length < best.parts.length ? other : best));
}

/** Undefined where the alphabet lacks a character. */
function carry(text: string, alphabet: Alphabet): EncodedSms | undefined {
  if ([...text].some((character) => alphabet.toOctets(character) === undefined)) return undefined;
  const { encoding, dataCoding, tables } = alphabet;
  const whole = toPart(text, alphabet);
  const parts = whole.units <= roomIn(alphabet, {}) ? [whole] : split(text, alphabet);
  return { encoding, dataCoding, units: whole.units, parts, ...(tables && { tables }) };
}

/** Units that fit, beside the header that the alphabet's tables and the part's place ask for. */
const roomIn = ({ encoding, tables }: Alphabet, place: UserDataPlace): number =>
  unitsThatFit(encoding, userDataHeaderOctets({ ...place, ...(tables && { tables }) }));

function split(text: string, alphabet: Alphabet): EncodedSmsPart[] {
  const room = roomIn(alphabet, { concatenation: { reference: 0, total: 2, index: 1 } });
  const texts: string[] = [];
  let current = "";
  let units = 0;
  for (const piece of piecesOf(text, room, alphabet)) {
    const size = sizeOf(piece, alphabet);
    if (units + size > room) {
      texts.push(current);
      current = "";
      units = 0;
    }
    current += piece;
    units += size;
  }
  return [...texts, current].map((part) => toPart(part, alphabet));
}

/** A letter under so many marks that no part holds it is cut between them: there is no other way. */
const piecesOf = (text: string, room: number, alphabet: Alphabet): readonly string[] =>
  alphabet.uncut(text).flatMap((piece) => (sizeOf(piece, alphabet) > room ? [...piece] : [piece]));

const sizeOf = (text: string, { toOctets, octetsPerUnit }: Alphabet): number =>
  [...text].reduce((sum, character) => sum + (toOctets(character)?.length ?? 0), 0) / octetsPerUnit;

function toPart(text: string, { toOctets, octetsPerUnit }: Alphabet): EncodedSmsPart {
  const payload = Buffer.from([...text].flatMap((character) => [...(toOctets(character) ?? [])]));
  return { text, payload, units: payload.length / octetsPerUnit };
}

const tooLong = (parts: number): StepproofError =>
  new StepproofError("SMS_TOO_LONG", `the text needs ${parts} parts; a concatenated message has at most 255`, {
    hint: "Shorten the text.",
    attribution: "IMPLEMENTATION",
  });
