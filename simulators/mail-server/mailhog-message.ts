import type { CapturedMail } from "../../src/messages/captured-message.ts";
import { findHeader } from "../../src/messages/mail-parsing.ts";
import type { Transaction } from "./mail-transactions.ts";
import { decodeBody, isEncoding, type MimeNode, parseMimeTree } from "./mime-tree.ts";

/** MailHog's JSON, member for member. Source: its public `data` package, message.go. */
export interface MailHogMessage {
  readonly ID: string;
  readonly From: MailHogPath;
  readonly To: readonly MailHogPath[];
  readonly Content: MailHogContent;
  readonly Created: string;
  readonly MIME: MailHogParts | null;
  readonly Raw: { readonly From: string; readonly To: readonly string[]; readonly Data: string; readonly Helo: string };
}

interface MailHogPath {
  readonly Relays: null;
  readonly Mailbox: string;
  readonly Domain: string;
  readonly Params: string;
}

interface MailHogContent {
  readonly Headers: Readonly<Record<string, readonly string[]>>;
  readonly Body: string;
  readonly Size: number;
  readonly MIME: MailHogParts | null;
}

interface MailHogParts {
  readonly Parts: readonly MailHogContent[];
}

/** A handed-over mail as MailHog shows it: one message with all its recipients. */
export function toMailHogMessage([mail]: Transaction): MailHogMessage {
  const { id, envelope, raw, receivedAt, trace = [] } = mail;
  const tree = parseMimeTree(raw);
  const returnPath = ["Return-Path", `<${envelope.mailFrom}>`] as const;
  return {
    ID: id,
    From: toPath(envelope.mailFrom),
    To: envelope.rcptTo.map(toPath),
    // MailHog shows the tree beside the content, not inside, for the mail itself.
    Content: { ...toContent(tree), Headers: toHeaders([...trace, ...tree.headers, returnPath]), MIME: null },
    Created: new Date(receivedAt).toISOString(),
    MIME: toParts(tree),
    Raw: { From: envelope.mailFrom, To: envelope.rcptTo, Data: raw.toString("utf8"), Helo: "" },
  };
}

function toPath(address: string): MailHogPath {
  const at = address.indexOf("@");
  const [mailbox, domain] = at < 0 ? [address, ""] : [address.slice(0, at), address.slice(at + 1)];
  return { Relays: null, Mailbox: mailbox, Domain: domain, Params: "" };
}

function toParts({ parts }: MimeNode): MailHogParts | null {
  return parts ? { Parts: parts.map((part) => toContent(withoutQuotedPrintable(part))) } : null;
}

function toContent(node: MimeNode): MailHogContent {
  const { headers, body } = node;
  return { Headers: toHeaders(headers), Body: body.toString("utf8"), Size: body.length, MIME: toParts(node) };
}

/**
 * Go's multipart reader, and so MailHog, undoes quoted-printable in a part and hides its header: tools look for the
 * code in the decoded body. Only for UTF-8, for JSON could not carry another charset's octets.
 */
function withoutQuotedPrintable(node: MimeNode): MimeNode {
  const encoding = findHeader(node.headers, "content-transfer-encoding");
  if (!isEncoding(encoding, "quoted-printable")) return node;
  const body = decodeBody(node.body, encoding);
  if (body.toString("utf8").includes("\uFFFD")) return node;
  const headers = node.headers.filter(([name]) => name.toLowerCase() !== "content-transfer-encoding");
  return { ...node, headers, body };
}

function toHeaders(headers: CapturedMail["headers"]): Record<string, string[]> {
  const byName = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const key = toCanonicalName(name);
    byName.set(key, [...(byName.get(key) ?? []), value]);
  }
  return Object.fromEntries(byName);
}

/** `Message-Id`, `Mime-Version`: Go's canonical form, which clients ask for. */
const toCanonicalName = (name: string): string =>
  name.toLowerCase().replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());
