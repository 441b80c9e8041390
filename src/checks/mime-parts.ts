/** A leaf of a mail's MIME tree with its transfer encoding and charset undone. Source: message-rules.md section 5, step 1. */
export interface MimePart {
  /** Lower case, without parameters, e.g. "text/plain". */
  readonly contentType: string;
  readonly text: string;
  /** As declared; absent where nothing is. */
  readonly charset?: string;
  /** With the transfer encoding undone. */
  readonly octets: Buffer;
  /** Lower case, without parameters, e.g. "attachment". */
  readonly disposition?: string;
  /** Without its angle brackets. */
  readonly contentId?: string;
}

export const DEEPEST_NESTING = 20;

/** Every leaf part in order; a part that cannot be decoded is read octet by octet, never skipped. */
export function readMimeParts(raw: Buffer): readonly MimePart[] {
  return partsOf(raw.toString("latin1"), 0);
}

/** The headers of the mail and of each part in it, unfolded, one octet a character. */
export function readHeads(raw: Buffer): readonly string[] {
  return headsOf(raw.toString("latin1"), 0);
}

function headsOf(entity: string, depth: number): readonly string[] {
  const { head, fields, body } = splitEntity(entity);
  const boundary = parameter(fields.get("content-type") ?? "", "boundary");
  if (depth >= DEEPEST_NESTING || !boundary) return [head];
  return [head, ...splitAtBoundary(body, boundary).flatMap((part) => headsOf(part, depth + 1))];
}

function partsOf(entity: string, depth: number): readonly MimePart[] {
  const { fields, body } = splitEntity(entity);
  const type = fields.get("content-type") ?? "text/plain";
  const contentType = (type.split(";")[0] ?? "").trim().toLowerCase();
  const boundary = parameter(type, "boundary");
  if (depth < DEEPEST_NESTING && contentType.startsWith("multipart/") && boundary) {
    return splitAtBoundary(body, boundary).flatMap((part) => partsOf(part, depth + 1));
  }
  const octets = decodeTransfer(body, fields.get("content-transfer-encoding") ?? "");
  if (depth < DEEPEST_NESTING && contentType === "message/rfc822") return partsOf(octets.toString("latin1"), depth + 1);
  const charset = parameter(type, "charset");
  const text = decodeCharset(octets, charset ?? "utf-8");
  return [{ contentType, text, octets, ...(charset && { charset }), ...placeOf(fields) }];
}

function placeOf(fields: ReadonlyMap<string, string>): Pick<MimePart, "disposition" | "contentId"> {
  const disposition = fields.get("content-disposition")?.split(";")[0]?.trim().toLowerCase();
  const contentId = fields.get("content-id")?.replace(/^<|>$/g, "");
  return { ...(disposition && { disposition }), ...(contentId && { contentId }) };
}

/** A mail, or one of its parts, as it is written: one octet a character. */
export interface Entity {
  /** Unfolded. */
  readonly head: string;
  readonly fields: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Cuts at the first empty line. Of a repeated field the last counts. */
export function splitEntity(entity: string): Entity {
  const end = /(?:^|\r?\n)\r?\n/.exec(entity);
  const head = (end ? entity.slice(0, end.index) : entity).replace(/\r?\n[ \t]+/g, " ");
  const body = end ? entity.slice(end.index + end[0].length) : "";
  const fields = head.split(/\r?\n/).map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { head, fields: new Map(fields), body };
}

function splitAtBoundary(body: string, boundary: string): readonly string[] {
  const sections = `\n${body}`.split(delimiterOf(boundary)).slice(1);
  const parts = sections.filter((section) => !section.startsWith("--"));
  return parts.map((section) => section.replace(/^[ \t]*\r?\n/, ""));
}

/** A line of its own: one boundary may be the beginning of another. Source: RFC 2046 section 5.1.1. */
function delimiterOf(boundary: string): RegExp {
  const literal = boundary.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
  return new RegExp(`\\n--${literal}(?=(?:--)?[ \\t]*\\r?(?:\\n|$))`);
}

/** A parameter of a field such as Content-Type. */
export function parameter(value: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, "i").exec(value);
  return found?.[1] ?? found?.[2];
}

function decodeTransfer(body: string, encoding: string): Buffer {
  const name = encoding.trim().toLowerCase();
  if (name === "base64") return Buffer.from(body, "base64");
  return Buffer.from(name === "quoted-printable" ? decodeQuotedPrintable(body) : body, "latin1");
}

/** RFC 2045 section 6.7: a soft break may stand in the middle of the code. The result holds one octet a character. */
export function decodeQuotedPrintable(text: string): string {
  return text
    .split("\n")
    .map(withoutTrailingBlanks)
    .join("\n")
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Blanks before a line end are the transport's. Counted from the end: a pattern would try every blank of a line anew. */
function withoutTrailingBlanks(line: string, index: number, lines: readonly string[]): string {
  if (index === lines.length - 1) return line;
  const lineEnd = line.endsWith("\r") ? "\r" : "";
  let end = line.length - lineEnd.length;
  while (end > 0 && (line[end - 1] === " " || line[end - 1] === "\t")) end -= 1;
  return line.slice(0, end) + lineEnd;
}

/** A charset that nobody knows is read as Latin-1, which loses no ASCII digit. */
export function decodeCharset(octets: Buffer, charset: string): string {
  const decoder = decoderFor(charset);
  return decoder ? decoder.decode(octets) : octets.toString("latin1");
}

function decoderFor(charset: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    return new TextDecoder(charset);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
