import { decodeCharset, decodeQuotedPrintable } from "./mime-parts.ts";

const encodedWord = /=\?([^?\s*]+)(?:\*[^?\s]*)?\?([BbQq])\?([^?]*)\?=/g;
const blankBetweenWords = /(=\?[^?\s]+\?[BbQq]\?[^?]*\?=)\s+(?==\?[^?\s]+\?[BbQq]\?)/g;

/** A header's value with its encoded words read, wherever they stand. Source: RFC 2047 sections 2 and 6.2. */
export function decodeEncodedWords(value: string): string {
  return value
    .replace(blankBetweenWords, "$1")
    .replace(encodedWord, (_, charset: string, encoding: string, text: string) =>
      decodeCharset(octetsOf(encoding.toUpperCase(), text), charset),
    );
}

function octetsOf(encoding: string, text: string): Buffer {
  if (encoding === "B") return Buffer.from(text, "base64");
  return Buffer.from(decodeQuotedPrintable(text.replaceAll("_", " ")), "latin1");
}
