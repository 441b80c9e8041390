import type { CapturedMail } from "../../src/messages/captured-message.ts";
import { cutMail, findHeader } from "../../src/messages/mail-parsing.ts";

/** One node of a mail's MIME tree, its body still in its transfer encoding. `parts` only for a multipart. */
export interface MimeNode {
  readonly headers: CapturedMail["headers"];
  readonly body: Buffer;
  readonly parts?: readonly MimeNode[];
}

const maxDepth = 10;

/** Cuts a mail into its parts, ten levels deep at most; what lies deeper stays one body. Source: RFC 2046 §5.1. */
export function parseMimeTree(raw: Buffer, depth = 0): MimeNode {
  const { headers, body } = cutMail(raw);
  const boundary = depth < maxDepth ? boundaryOf(findHeader(headers, "content-type")) : undefined;
  if (boundary === undefined) return { headers, body };
  return { headers, body, parts: cutParts(body, boundary).map((part) => parseMimeTree(part, depth + 1)) };
}

/** The octets behind a transfer encoding; anything but base64 and quoted-printable is taken as it is. */
export function decodeBody(body: Buffer, encoding: string | undefined): Buffer {
  if (isEncoding(encoding, "base64")) return Buffer.from(body.toString("latin1"), "base64");
  if (isEncoding(encoding, "quoted-printable")) return decodeQuotedPrintable(body);
  return body;
}

export const isEncoding = (encoding: string | undefined, wanted: string): boolean =>
  encoding?.trim().toLowerCase() === wanted;

function boundaryOf(contentType = ""): string | undefined {
  if (!/^multipart\//i.test(contentType)) return undefined;
  const found = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType);
  return found?.[1] ?? found?.[2];
}

/** Latin-1 keeps every octet one character, so positions and content survive the regular expression. */
function cutParts(body: Buffer, boundary: string): Buffer[] {
  const text = body.toString("latin1");
  const literal = Buffer.from(boundary)
    .toString("latin1")
    .replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const delimiters = [...text.matchAll(new RegExp(`(?:^|\\r?\\n)--${literal}(--)?[ \\t]*(?=\\r?\\n|$)`, "g"))];
  const last = delimiters.findIndex(([, closing]) => closing !== undefined);
  const opening = last < 0 ? delimiters : delimiters.slice(0, last);
  return opening.map((delimiter, index) => {
    const end = delimiters[index + 1]?.index ?? text.length;
    const part = text.slice(delimiter.index + delimiter[0].length, end).replace(/^\r?\n/, "");
    return Buffer.from(part, "latin1");
  });
}

/** Source: RFC 2045 §6.7; what is no escape stays as it is. */
function decodeQuotedPrintable(body: Buffer): Buffer {
  const joined = body.toString("latin1").replace(/=[ \t]*\r?\n/g, "");
  const octets = joined.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(octets, "latin1");
}
