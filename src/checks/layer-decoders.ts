import { domainToUnicode } from "node:url";
import { decodeBase64Runs } from "./base64-runs.ts";
import { decodeCharacterCodes } from "./character-codes.ts";
import { decodeEncodedWords } from "./encoded-words.ts";
import { createLayerReader, type LayerDecoder } from "./text-layers.ts";

/** Everything that can be undone without a look at markup. No pattern here can go over a character more than a few times. */
const textDecoders: readonly LayerDecoder[] = [
  decoder("character references", "&", undoReferences),
  decoder("percent encoding", "%", (text) =>
    text
      .replace(/%u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replace(/(?:%[0-9a-f]{2})+/gi, octetsToText),
  ),
  decoder("quoted-printable", "=", (text) =>
    text.replace(/=[ \t]{0,8}\r?\n/g, "").replace(/(?:=[0-9a-f]{2})+/gi, octetsToText),
  ),
  decoder("encoded words", "=?", decodeEncodedWords),
  decoder("continued parameters", "*", (text) => text.replace(/"?;[ \t\r\n]{0,8}[\w-]{1,64}\*[0-9]{1,3}\*?="?/g, "")),
  decoder("backslash escapes", "\\", undoBackslashes),
  decoder("octal escapes", "\\", (text) =>
    text.replace(/\\0{0,2}(6[0-7]|7[01])(?![0-9])/g, (_, octal: string) => toCharacter(octal, 8)),
  ),
  decoder("CSS escapes", "\\", (text) =>
    text.replace(cssEscape, (_, long?: string, short?: string) => toCharacter(long ?? short ?? "", 16)),
  ),
  decoder("UTF-7", "+A", (text) => text.replace(/\+(A[A-Za-z0-9+/]{2,})-?/g, (_, base64: string) => utf16(base64))),
  decoder("punycode", "xn--", (text) =>
    text.replace(/\bxn--[a-z0-9-]{1,59}/gi, (label) => domainToUnicode(label) || label),
  ),
  { name: "character codes", decode: decodeCharacterCodes },
  { name: "base64", decode: decodeBase64Runs },
];

/** Tags stand between digits that a reader sees side by side; markup whose cells were numbers of their own reads as one. */
export const allDecoders: readonly LayerDecoder[] = [
  ...textDecoders,
  decoder("markup", "<", (text) => text.replace(/<!--|-->|<[!?/a-z][^<>]*>/gi, "")),
  decoder("style sheet contents", "content", (text) =>
    [...text.matchAll(/content\s{0,8}:\s{0,8}(?:"([^"\n]*)"|'([^'\n]*)')/g)]
      .map(([, a = "", b = ""]) => a + b)
      .join(""),
  ),
];

/** The layers of a text that its words can have, and those that anything sent can have. */
export const readTextLayers = createLayerReader(textDecoders);
export const readAllLayers = createLayerReader(allDecoders);

/** Of a digit, a blank, a hyphen, a dot, a slash; six digits are whole without what ends fewer. */
const cssEscape = /\\(?:0000(3[0-9]|2[0def]|a0|ad)|0{0,3}(3[0-9]|2[0def]|a0|ad)(?![0-9a-f]))\s?/gi;

/** A decoder that only runs where its mark stands, and tells whether it changed anything. */
function decoder(name: string, mark: string, undo: (text: string) => string): LayerDecoder {
  return {
    name,
    decode: (text) => {
      if (!text.includes(mark)) return undefined;
      const undone = undo(text);
      return undone === text ? undefined : undone;
    },
  };
}

/** By number, with or without a semicolon; no named one is a digit, so they part digits like a blank. */
function undoReferences(text: string): string {
  return text
    .replace(/&#x0*([0-9a-f]{1,6});?/gi, (_, hex: string) => toCharacter(hex, 16))
    .replace(/&#0*([0-9]{1,7});?/g, (_, decimal: string) => toCharacter(decimal, 10))
    .replace(/&[a-z]{2,24};/gi, " ");
}

const digitNames = ["ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE"];

/** In Python, the case of the `u` tells the length. */
const unicodeEscape = /\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2}))/g;

/** Of JSON, JavaScript, Python, C, SQL. */
function undoBackslashes(text: string): string {
  return text
    .replace(unicodeEscape, (_, ...groups: unknown[]) => {
      const hex = groups.slice(0, 4).find((group) => typeof group === "string");
      return toCharacter(String(hex), 16);
    })
    .replace(/\\N\{DIGIT ([A-Z]{3,5})\}/g, (whole, name: string) => {
      const value = digitNames.indexOf(name);
      return value < 0 ? whole : String(value);
    })
    .replace(/\\[nrt]/g, "\n")
    .replace(/\\([/"'])/g, "$1");
}

const octetsToText = (escapes: string): string => Buffer.from(escapes.replace(/[%=]/g, ""), "hex").toString("utf8");

function utf16(base64: string): string {
  const octets = Buffer.from(base64, "base64");
  return octets
    .subarray(0, octets.length - (octets.length % 2))
    .swap16()
    .toString("utf16le");
}

function toCharacter(code: string, radix: number): string {
  const codePoint = Number.parseInt(code, radix);
  return codePoint > 0 && codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : "\uFFFD";
}
