import { lockingCharacter, type NationalTables, singleCharacter } from "./gsm-national.ts";

/**
 * The GSM 7-bit default alphabet and its extension table. Source: 3GPP TS 23.038 §6.2.1; message-rules.md section 3.
 * Octets here are unpacked: one octet a septet, as SMPP carries them.
 */
const ESCAPE = 0x1b;
const UNKNOWN = "\ufffd";

/** Sixteen characters a row, in code order; the escape has no character of its own. */
const basicRows = [
  "@£$¥èéùìòÇ\nØø\rÅå",
  "Δ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ",
  " !\"#¤%&'()*+,-./",
  "0123456789:;<=>?",
  "¡ABCDEFGHIJKLMNO",
  "PQRSTUVWXYZÄÖÑÜ§",
  "¿abcdefghijklmno",
  "pqrstuvwxyzäöñüà",
];

const extension: ReadonlyMap<number, string> = new Map([
  [0x0a, "\f"],
  [0x14, "^"],
  [0x28, "{"],
  [0x29, "}"],
  [0x2f, "\\"],
  [0x3c, "["],
  [0x3d, "~"],
  [0x3e, "]"],
  [0x40, "|"],
  [0x65, "€"],
]);

const basic: readonly string[] = basicRows.flatMap((row) => [...row]);
const septets: ReadonlyMap<string, readonly number[]> = new Map([
  ...basic.flatMap((character, code): [string, number[]][] => (code === ESCAPE ? [] : [[character, [code]]])),
  ...[...extension].map(([code, character]): [string, number[]] => [character, [ESCAPE, code]]),
]);

/**
 * How each character is written under the tables that a message declares: one septet, or two behind the escape. Read
 * off the decoding, so that what is written is what is read.
 */
export function septetsOf(tables: NationalTables | undefined): ReadonlyMap<string, readonly number[]> {
  if (!tables) return septets;
  const codes = basic.map((_, code) => code).filter((code) => code !== ESCAPE);
  const written = (sequence: readonly number[]): [string, readonly number[]] => [
    fromSeptets(Uint8Array.from(sequence), tables),
    sequence,
  ];
  // One septet is better than two: what both tables hold is written by the first, which comes last.
  return new Map([...codes.map((code) => written([ESCAPE, code])), ...codes.map((code) => written([code]))]);
}

/** Every character that GSM 7-bit can carry, those of the extension table last. */
export const gsmCharacters: readonly string[] = [...septets.keys()];

/** One or two septets for a character; undefined where GSM 7-bit has none. */
export function toSeptets(character: string): readonly number[] | undefined {
  return septets.get(character);
}

/** Whether every character is in the two tables. */
export function isGsmText(text: string): boolean {
  return [...text].every((character) => septets.has(character));
}

/** The length in septets, two for a character of the extension table; undefined if GSM 7-bit cannot carry the text. */
export function countSeptets(text: string): number | undefined {
  let count = 0;
  for (const character of text) {
    const codes = septets.get(character);
    if (!codes) return undefined;
    count += codes.length;
  }
  return count;
}

/**
 * Reads unpacked septets as a phone does: an unknown extension shows its basic character (TS 23.038 §6.2.1.1).
 * What no phone can show, an octet above 127 or an escape with nothing after it, becomes U+FFFD. Tables that the
 * message declares stand in for the usual ones; one that is not known leaves them (`unreadTables` tells).
 */
export function fromSeptets(octets: Uint8Array, tables: NationalTables = {}): string {
  let text = "";
  for (let at = 0; at < octets.length; at++) {
    const code = octets[at];
    text += code === ESCAPE ? escaped(octets[++at], tables) : basicCharacter(code, tables);
  }
  return text;
}

function escaped(code: number | undefined, tables: NationalTables): string {
  if (code === ESCAPE) return " "; // Reserved for a further table; the standard asks for a space.
  if (code === undefined) return UNKNOWN;
  const national = tables.single === undefined ? undefined : singleCharacter(tables.single, code);
  return national ?? extension.get(code) ?? basicCharacter(code, tables);
}

function basicCharacter(code: number | undefined, { locking }: NationalTables): string {
  if (code === undefined) return UNKNOWN;
  const national = locking === undefined ? undefined : lockingCharacter(locking, code);
  return national ?? basic[code] ?? UNKNOWN;
}
