import type { CapturedMail } from "../messages/captured-message.ts";
import type { Check } from "./finding.ts";
import { concludeForm } from "./mail-verdict.ts";
import { type MimePart, readHeads, readMimeParts } from "./mime-parts.ts";

const LONGEST_LINE_OCTETS = 998;

/** EM-03: no line has more than 998 octets, its line end not counted. Source: RFC 5322 §2.1.1, verify clause. */
export const checkLineLengths: Check<CapturedMail> = (mail) => {
  const lengths = mail.raw
    .toString("latin1")
    .split("\n")
    .map((line) => line.replace(/\r$/, "").length);
  const tooLong = lengths.filter((length) => length > LONGEST_LINE_OCTETS);
  return concludeForm("EM-03", mail, {
    expected: `lines of at most ${LONGEST_LINE_OCTETS} octets`,
    hint: "Encode the parts as quoted-printable or base64, and fold long headers.",
    faults: tooLong.length > 0 ? [`${tooLong.length} lines longer, up to ${Math.max(...tooLong)} octets`] : [],
    held: "no line too long",
  });
};

/**
 * EM-06: a part that is not plain ASCII declares its charset, and is written in it; headers are ASCII, anything else in
 * encoded words, unless an address made SMTPUTF8 necessary. Source: RFC 2047, RFC 6531, verify clause.
 */
export const checkCharsets: Check<CapturedMail> = (mail) => {
  const agreedUtf8 = [mail.envelope.mailFrom, ...mail.envelope.rcptTo].some(isForeign);
  const heads = readHeads(mail.raw);
  const faults = [
    ...(!agreedUtf8 && heads.some(isForeign) ? ["headers hold octets that are not ASCII"] : []),
    ...(heads.some((head) => encodedWords(head).some((word) => !isReadable(word)))
      ? ["an encoded word is broken"]
      : []),
    ...readMimeParts(mail.raw).filter(isText).flatMap(charsetFaultOf),
  ];
  return concludeForm("EM-06", mail, {
    expected: "charsets declared and kept, headers in ASCII or encoded words",
    hint: "Declare UTF-8 for every text part, and write other letters in headers as encoded words.",
    faults,
    held: "every part and header can be read",
  });
};

const isForeign = (text: string): boolean => /[^\p{ASCII}]/u.test(text);
const isText = ({ contentType }: MimePart): boolean => contentType.startsWith("text/");

function charsetFaultOf({ contentType, charset, octets }: MimePart): readonly string[] {
  const isAscii = octets.every((octet) => octet < 0x80);
  if (charset === undefined) return isAscii ? [] : [`the ${contentType} part declares no charset`];
  if (/^(?:us-)?ascii$/i.test(charset)) return isAscii ? [] : [`the ${contentType} part is not in ASCII as it says`];
  return isIn(octets, charset) ? [] : [`the ${contentType} part is not in the charset it declares`];
}

interface EncodedWord {
  readonly charset: string;
  readonly encoding: string;
  readonly text: string;
}

function encodedWords(head: string): readonly EncodedWord[] {
  const words = head.matchAll(/=\?([^?\s]*)\?([^?\s]*)\?([^?]*)\?=/g);
  return [...words].map(([, charset = "", encoding = "", text = ""]) => ({ charset, encoding, text }));
}

function isReadable({ charset, encoding, text }: EncodedWord): boolean {
  const label = charset.split("*")[0] ?? "";
  if (/^b$/i.test(encoding)) return /^[A-Za-z0-9+/]*={0,2}$/.test(text) && isIn(Buffer.from(text, "base64"), label);
  return /^q$/i.test(encoding) && /^(?:[!-<>@-~]|=[0-9A-Fa-f]{2})*$/.test(text) && isKnown(label);
}

function isIn(octets: Uint8Array, charset: string): boolean {
  try {
    new TextDecoder(charset, { fatal: true }).decode(octets);
    return true;
  } catch (error) {
    // A RangeError for a charset that nobody knows, a TypeError for octets that are not in it.
    if (error instanceof RangeError || error instanceof TypeError) return false;
    throw error;
  }
}

const isKnown = (charset: string): boolean => isIn(new Uint8Array(), charset);
