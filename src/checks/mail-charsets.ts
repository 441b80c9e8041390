import type { CapturedMail } from "../messages/captured-message.ts";
import type { Check } from "./finding.ts";
import { concludeForm } from "./mail-verdict.ts";
import { decodeQuotedPrintable, type MimePart, readHeads, readMimeParts } from "./mime-parts.ts";

/**
 * EM-06: a part that is not plain ASCII declares its charset, and is written in it; headers are ASCII, anything else in
 * encoded words, unless an address made SMTPUTF8 necessary. Source: RFC 2046 §4.1.2, RFC 2047 §2 and §5, RFC 6531 §3.4.
 */
export const checkCharsets: Check<CapturedMail> = (mail) => {
  const agreedUtf8 = [mail.envelope.mailFrom, ...mail.envelope.rcptTo].some(isForeign);
  const heads = readHeads(mail.raw);
  const faults = [
    ...(!agreedUtf8 && heads.some(isForeign) ? ["headers hold octets that are not ASCII"] : []),
    ...(heads.some(hasControls) ? ["headers hold control characters"] : []),
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
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no header may hold, line ends and tabs aside.
const hasControls = (head: string): boolean => /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n|$)/.test(head);
const isText = ({ contentType }: MimePart): boolean => contentType.startsWith("text/");

function charsetFaultOf(part: MimePart): readonly string[] {
  const { contentType, charset, octets } = part;
  const isAscii = octets.every((octet) => octet < 0x80);
  if (charset === undefined) return isAscii ? [] : [`the ${contentType} part declares no charset`];
  // Line ends of two octets: no text part may be so. Source: RFC 2781 appendix A.
  if (/^(?:utf-?(?:16|32)|ucs-?[24]|unicode)/i.test(charset))
    return [`the ${contentType} part is in a charset for no mail`];
  if (/^(?:us-)?ascii$/i.test(charset)) return isAscii ? [] : [`the ${contentType} part is not in ASCII as it says`];
  if (!isIn(octets, charset)) return [`the ${contentType} part is not in the charset it declares`];
  if (isAscii) return [];
  return isUtf8InDisguise(octets, charset) || namesAnother(part) ? [`the ${contentType} part names two charsets`] : [];
}

/** Letters by the hundred have no accidental UTF-8 in them: whoever wrote these wrote UTF-8, and readers see `Ã³` for `ó`. */
const isUtf8InDisguise = (octets: Uint8Array, charset: string): boolean =>
  /^(?:iso-?8859|latin|windows-|cp12)/i.test(charset) && isIn(octets, "utf-8");

/** What the HTML says of itself counts for those who save it. */
function namesAnother({ contentType, charset = "", text }: MimePart): boolean {
  if (contentType !== "text/html") return false;
  const [, named] = /<meta[^>]{0,200}charset\s{0,20}=\s{0,20}["']?([\w.:-]{1,40})/i.exec(text.slice(0, 4096)) ?? [];
  return named !== undefined && labelOf(named) !== labelOf(charset);
}

interface EncodedWord {
  readonly whole: string;
  readonly charset: string;
  readonly encoding: string;
  readonly text: string;
}

/** RFC 2047 section 2. */
const LONGEST_ENCODED_WORD = 75;

function encodedWords(head: string): readonly EncodedWord[] {
  const words = head.matchAll(/=\?([^?\s]*)\?([^?\s]*)\?([^?]*)\?=/g);
  return [...words].map(([whole, charset = "", encoding = "", text = ""]) => ({ whole, charset, encoding, text }));
}

function isReadable({ whole, charset, encoding, text }: EncodedWord): boolean {
  const label = charset.split("*")[0] ?? "";
  if (whole.length > LONGEST_ENCODED_WORD) return false;
  if (/^b$/i.test(encoding)) return /^[A-Za-z0-9+/]*={0,2}$/.test(text) && isIn(Buffer.from(text, "base64"), label);
  if (!/^q$/i.test(encoding) || !/^(?:[!-<>@-~]|=[0-9A-Fa-f]{2})*$/.test(text)) return false;
  return isIn(Buffer.from(decodeQuotedPrintable(text), "latin1"), label);
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

/** One name for the many that a charset goes by. */
function labelOf(charset: string): string {
  try {
    return new TextDecoder(charset).encoding;
  } catch (error) {
    if (error instanceof RangeError) return charset.toLowerCase();
    throw error;
  }
}
