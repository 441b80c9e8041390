import { StepproofError } from "../errors.ts";
import type { CapturedMail } from "./captured-message.ts";

/** What can be read out of a mail's octets; the rest of a captured mail comes from the SMTP envelope. */
export type ParsedMail = Pick<CapturedMail, "headers" | "subject" | "text" | "html" | "attachments">;

type Headers = CapturedMail["headers"];

/** A mail, or one part of it, cut at the first empty line. */
export interface CutMail {
  readonly headers: Headers;
  readonly body: Buffer;
}

/**
 * mailparser as it must be set up here: it invents neither a text part from the HTML nor HTML from the text, pastes
 * no embedded message or delivery report into the text, and gives up on absurd heads and trees instead of reading on.
 */
const asWritten = {
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
  keepCidLinks: true,
  keepDeliveryStatus: true,
  ignoreEmbedded: true,
  checksumAlgo: false,
  maxHeadSize: 256 * 1024,
  maxChildNodes: 200,
} as const;

/**
 * Decodes subject, text, HTML and the list of attachments; `headers` stay in their order, unfolded and not decoded.
 * A mail without a subject has an empty one. An empty text part counts as none, for nobody could read a code in it.
 * Throws MAIL_UNREADABLE for more than 200 parts, or a head longer than 256 KiB.
 */
export async function parseMail(raw: Buffer): Promise<ParsedMail> {
  // Loaded at the first mail: it takes as long as all that a test bed does to start.
  const { simpleParser } = await import("mailparser");
  const { subject = "", text = "", html, attachments } = await simpleParser(raw, asWritten).catch(toUnreadable);
  return {
    headers: cutMail(raw).headers,
    subject,
    // For an HTML-only mail mailparser answers with an empty text, or a lone line end, in place of none.
    ...(text.trim() !== "" && { text }),
    ...(html && { html }),
    attachments: attachments.map(({ filename, contentType }) => ({ ...(filename && { filename }), contentType })),
  };
}

/** Headers and body of a mail or of one MIME part. A line that is no header stays visible, as a name without value. */
export function cutMail(raw: Buffer): CutMail {
  const { head, body } = cutAtEmptyLine(raw);
  const lines = toText(head)
    .replace(/\r?\n(?=[ \t])/g, "")
    .split(/\r?\n/);
  return { headers: lines.filter((line) => line !== "").map(toHeader), body };
}

/** The first header of that name, whatever its case. */
export function findHeader(headers: Headers, wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted.toLowerCase())?.[1];
}

function cutAtEmptyLine(raw: Buffer): { readonly head: Buffer; readonly body: Buffer } {
  for (let end = 0; end < raw.length; ) {
    const start = end;
    const feed = raw.indexOf("\n", start);
    end = feed < 0 ? raw.length : feed + 1;
    const isEmpty = feed === start || (feed === start + 1 && raw[start] === 0x0d);
    if (isEmpty) return { head: raw.subarray(0, start), body: raw.subarray(end) };
  }
  return { head: raw, body: Buffer.alloc(0) };
}

function toHeader(line: string): readonly [string, string] {
  const colon = line.indexOf(":");
  return colon < 0 ? [line, ""] : [line.slice(0, colon).trimEnd(), line.slice(colon + 1).trim()];
}

/** UTF-8 where it is valid (SMTPUTF8, RFC 6532), octet by octet otherwise, so that nothing is lost. */
function toText(head: Buffer): string {
  const text = head.toString("utf8");
  return text.includes("\uFFFD") ? head.toString("latin1") : text;
}

function toUnreadable(error: unknown): never {
  // mailparser's own text speaks of sizes and counts only, but it is not ours to promise: only its name goes on.
  const reason = error instanceof Error ? error.name : "unknown";
  throw new StepproofError("MAIL_UNREADABLE", `the mail's MIME structure could not be read (${reason})`, {
    hint: "Send a plain text part and an HTML part, with at most 200 parts and short headers.",
    attribution: "IMPLEMENTATION",
  });
}
