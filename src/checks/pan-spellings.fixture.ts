import { deflateSync, gzipSync } from "node:zlib";

/** A way of writing digits so that a search for them as they are fails. */
export type Spelling = readonly [name: string, spell: (pan: string) => string];

const groups = (pan: string): readonly string[] => pan.match(/.{1,4}/g) ?? [];
const grouped = (separator: string) => (pan: string) => groups(pan).join(separator);
const apart = (between: string) => (pan: string) => [...pan].join(between);
const mapped = (toDigit: (digit: number) => string) => (pan: string) =>
  [...pan].map((digit) => toDigit(Number(digit))).join("");
const fromZero = (zero: number) => mapped((digit) => String.fromCodePoint(zero + digit));
const circled = (zero: string, one: number) =>
  mapped((digit) => (digit === 0 ? zero : String.fromCodePoint(one + digit - 1)));
const hex = (text: string): string => Buffer.from(text).toString("hex");
const codes = (pan: string, radix: number): readonly string[] =>
  [...pan].map((digit) => digit.charCodeAt(0).toString(radix));
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const utf16 = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();
const codePoint = (character: string): string => character.codePointAt(0)?.toString(16).toUpperCase() ?? "";

const separators: Readonly<Record<string, string>> = {
  blanks: " ",
  "double blanks": "  ",
  "no-break spaces": "\u00A0",
  "thin spaces": "\u2009",
  "figure spaces": "\u2007",
  "ideographic spaces": "\u3000",
  "braille blanks": "\u2800",
  tabs: "\t",
  "line breaks": "\r\n",
  hyphens: "-",
  "Unicode hyphens": "\u2010",
  "no-break hyphens": "\u2011",
  "minus signs": "\u2212",
  dashes: " \u2013 ",
  "long dashes": "\u2014",
  dots: ".",
  "middle dots": "\u00B7",
  bullets: " \u2022 ",
  slashes: "/",
  backslashes: "\\",
  underscores: "_",
  commas: ", ",
  "full-width commas": "\uFF0C",
  semicolons: ";",
  colons: ":",
  pipes: " | ",
  asterisks: "*",
  plusses: "+",
  tildes: "~",
  "equal signs": "=",
  "number signs": "#",
  apostrophes: "'",
  quotes: '" "',
  brackets: ") (",
  arrows: " \u2192 ",
  pictures: "\u{1F4B3}",
};

const invisibles: Readonly<Record<string, string>> = {
  "zero-width spaces": "\u200B",
  "zero-width non-joiners": "\u200C",
  "zero-width joiners": "\u200D",
  "word joiners": "\u2060",
  "byte order marks": "\uFEFF",
  "soft hyphens": "\u00AD",
  "left-to-right marks": "\u200E",
  "right-to-left marks": "\u200F",
  "bidi embeddings": "\u202A\u202C",
  "bidi isolates": "\u2066\u2069",
  "invisible times signs": "\u2062",
  "grapheme joiners": "\u034F",
  "variation selectors": "\uFE0E",
  "struck through": "\u0336",
  "combining circles": "\u20DD",
  "Hangul fillers": "\u3164",
  "Mongolian separators": "\u180E",
  "annotation marks": "\uFFF9",
  "zero octets": "\0",
};

const scripts: Readonly<Record<string, number>> = {
  "full-width": 0xff10,
  "Arabic-Indic": 0x660,
  Persian: 0x6f0,
  Devanagari: 0x966,
  Bengali: 0x9e6,
  Tamil: 0xbe6,
  Thai: 0xe50,
  Khmer: 0x17e0,
  Myanmar: 0x1040,
  "mathematical bold": 0x1d7ce,
  "double-struck": 0x1d7d8,
  monospace: 0x1d7f6,
  segmented: 0x1fbf0,
  subscript: 0x2080,
  tag: 0xe0030,
};

const digits: readonly Spelling[] = [
  ...Object.entries(scripts).map(([name, zero]): Spelling => [`${name} digits`, fromZero(zero)]),
  ["superscript digits", mapped((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit] ?? "")],
  ["circled digits", circled("⓪", 0x2460)],
  ["digits in black circles", circled("⓿", 0x2776)],
  ["double circled digits", circled("⓪", 0x24f5)],
  ["digits in brackets", circled("(0)", 0x2474)],
  ["digits with a full stop", circled("0.", 0x2488)],
  ["keycaps", mapped((digit) => `${digit}\uFE0F\u20E3`)],
  ["CJK numerals", mapped((digit) => [..."〇一二三四五六七八九"][digit] ?? "")],
  [
    "digits of three scripts",
    (pan) => [fromZero(0x660)(pan.slice(0, 6)), pan.slice(6, 10), fromZero(0x966)(pan.slice(10))].join(""),
  ],
];

const orders: readonly Spelling[] = [
  ["backwards under a right-to-left override", (pan) => `\u202E${[...pan].reverse().join("")}\u202C`],
  ["backwards", (pan) => [...pan].reverse().join("")],
  ["swapped half-octets", (pan) => pan.padEnd(pan.length + (pan.length % 2), "F").replace(/(.)(.)/g, "$2$1")],
  ["packed decimals", (pan) => pan.replace(/(..)/g, "$1 ")],
  ["pairs", (pan) => pan.replace(/(..)(?=.)/g, "$1-")],
  ["groups of a six, a seven and a rest", (pan) => `${pan.slice(0, 6)} ${pan.slice(6, 13)} ${pan.slice(13)}`],
  [
    "mixed separators",
    (pan) => groups(pan).reduce((all, group, index) => `${all}${[" ", "-", ".\u200B"][index % 3]}${group}`, ""),
  ],
  ["single digits", apart(" ")],
  ["single digits on lines", apart("\n")],
  ["thousands", (pan) => pan.replace(/\B(?=(\d{3})+$)/g, ",")],
  ["scientific notation", (pan) => `${pan[0]}.${pan.slice(1)}E+${pan.length - 1}`],
  ["a BigInt", (pan) => `{"n":${pan}n}`],
  ["an array of strings", (pan) => JSON.stringify(groups(pan))],
  ["an array of digits", (pan) => JSON.stringify([...pan].map(Number))],
];

const escapes: readonly Spelling[] = [
  ["percent encoding", mapped((digit) => `%3${digit}`)],
  ["percent encoding twice", mapped((digit) => `%253${digit}`)],
  ["percent encoding of other digits", (pan) => encodeURIComponent(fromZero(0x660)(pan))],
  ["percent-u encoding", mapped((digit) => `%u003${digit}`)],
  ["decimal references", mapped((digit) => `&#${48 + digit};`)],
  ["hexadecimal references", mapped((digit) => `&#x3${digit};`)],
  ["padded references", mapped((digit) => `&#000${48 + digit};`)],
  ["references without a semicolon", (pan) => [...pan].map((digit) => `&#x3${digit}`).join(" ")],
  ["references twice", mapped((digit) => `&#38;#${48 + digit};`)],
  ["blanks by name", grouped("&nbsp;")],
  ["JSON escapes", mapped((digit) => `\\u003${digit}`)],
  ["JavaScript escapes", mapped((digit) => `\\u{3${digit}}`)],
  ["octet escapes", mapped((digit) => `\\x3${digit}`)],
  ["Python escapes", mapped((digit) => `\\U0000003${digit}`)],
  [
    "Python names",
    mapped((digit) => `\\N{DIGIT ${"ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE".split(" ")[digit]}}`),
  ],
  [
    "octal escapes",
    (pan) =>
      codes(pan, 8)
        .map((code) => `\\0${code}`)
        .join(""),
  ],
  [
    "short octal escapes",
    (pan) =>
      codes(pan, 8)
        .map((code) => `\\${code}`)
        .join(""),
  ],
  ["CSS escapes", mapped((digit) => `\\3${digit} `)],
  ["long CSS escapes", mapped((digit) => `\\00003${digit}`)],
  ["JSON within JSON", (pan) => JSON.stringify(JSON.stringify({ n: groups(pan) }))],
  ["quoted-printable", mapped((digit) => `=3${digit}`)],
  ["quoted-printable with soft breaks", (pan) => groups(pan).join("=\r\n")],
  ["an encoded word, Q", (pan) => `=?utf-8?Q?${groups(pan).join("=20")}?=`],
  ["an encoded word, B", (pan) => `=?utf-8?B?${base64(pan)}?=`],
  ["two encoded words", (pan) => `=?utf-8?Q?${pan.slice(0, 7)}?=\r\n =?utf-8?B?${base64(pan.slice(7))}?=`],
  ["UTF-7", (pan) => `+${utf16(pan).toString("base64").replace(/=+$/, "")}-`],
  [
    "UTF-7 digit by digit",
    mapped((digit) => `+ADM-`.replace("ADM", utf16(String(digit)).toString("base64").slice(0, 3))),
  ],
  ["a host name in punycode", (pan) => new URL(`https://${fromZero(0x966)(pan)}क.example/`).host],
];

const numbers: readonly Spelling[] = [
  ["hexadecimal", hex],
  ["hexadecimal in capitals, spaced", (pan) => codes(pan, 16).join(" ").toUpperCase()],
  ["hexadecimal with colons", (pan) => codes(pan, 16).join(":")],
  ["hexadecimal of groups", (pan) => hex(grouped("-")(pan))],
  ["hexadecimal of UTF-16", (pan) => utf16(pan).toString("hex")],
  ["hexadecimal behind a digit", (pan) => `3${hex(pan)}`],
  [
    "a C array",
    (pan) =>
      codes(pan, 16)
        .map((code) => `0x${code}`)
        .join(", "),
  ],
  ["code points", (pan) => [...pan].map((digit) => `U+00${codePoint(digit)}`).join(" ")],
  ["a serialised buffer", (pan) => JSON.stringify(Buffer.from(pan))],
  ["decimal character codes", (pan) => codes(pan, 10).join(" ")],
  [
    "octal character codes",
    (pan) =>
      codes(pan, 8)
        .map((code) => `0${code}`)
        .join(" "),
  ],
];

const encodings: readonly Spelling[] = [
  ["base64", base64],
  ["base64 after one octet", (pan) => base64(`x${pan}`)],
  ["base64 after two octets", (pan) => base64(`n=${pan};`)],
  ["base64 for URLs", (pan) => Buffer.from(`?>${pan}?>`).toString("base64url")],
  ["base64 of groups", (pan) => base64(grouped(" ")(pan))],
  ["base64 of other digits", (pan) => base64(fromZero(0x660)(pan))],
  ["base64 within a word", (pan) => `abc${base64(`n=${pan}`)}`],
  ["base64 twice", (pan) => base64(base64(pan))],
  ["base64 of percent encoding", (pan) => base64(mapped((digit) => `%3${digit}`)(pan))],
  ["base64 in lines", (pan) => base64(`${"x".repeat(50)}${pan}${"y".repeat(50)}`).replace(/(.{76})/g, "$1\r\n")],
  ["base64 of UTF-16", (pan) => Buffer.from(pan, "utf16le").toString("base64")],
  ["base64, percent-encoded", (pan) => encodeURIComponent(base64(`>>>${pan}>>`))],
  ["gzip in base64", (pan) => gzipSync(`{"n":"${pan}"}`).toString("base64")],
  ["zlib in base64", (pan) => deflateSync(`{"n":"${pan}"}`).toString("base64url")],
  ["a token's claims", (pan) => `${base64url({ alg: "ES256" })}.${base64url({ sub: pan })}.c2ln`],
  ["a data URL", (pan) => `data:text/plain;base64,${base64(pan)}`],
];

function base64url(claims: Readonly<Record<string, string>>): string {
  return Buffer.from(JSON.stringify(claims)).toString("base64url");
}

/** Spellings of a whole PAN. */
export const panSpellings: readonly Spelling[] = [
  ...Object.entries(separators).map(([name, separator]): Spelling => [`groups with ${name}`, grouped(separator)]),
  ...Object.entries(invisibles).map(([name, between]): Spelling => [`${name} between digits`, apart(between)]),
  ...digits,
  ...orders,
  ...escapes,
  ...numbers,
  ...encodings,
];
