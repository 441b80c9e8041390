import { isMultipart, type MimeEntity, readEntities } from "./mime-entities.ts";
import { DEEPEST_NESTING, parameter } from "./mime-parts.ts";

/** What is wrong with how a mail is put together, in words that quote nothing. Source: RFC 2045, RFC 2046. */
export function structureFaultsIn(raw: Buffer): readonly string[] {
  const entities = readEntities(raw);
  return [
    ...bodyFaultsIn(entities),
    ...entities.flatMap(nestingFaultsOf),
    ...entities.flatMap(transferFaultsOf),
    ...entities.flatMap(flowFaultsOf),
    ...headFaultsIn(entities),
  ];
}

const shown = ["text/plain", "text/html"] as const;

/** One text and at most one HTML to read, as alternatives, the text first: a reader shows the last one that it can. */
function bodyFaultsIn(entities: readonly MimeEntity[]): readonly string[] {
  const bodies = entities.filter((entity) => !isAttached(entity));
  const [texts, pages] = shown.map((type) => bodies.filter(({ contentType }) => contentType === type));
  const [text, page] = [texts?.[0], pages?.[0]];
  const repeated = shown.filter((type) => bodies.filter(({ contentType }) => contentType === type).length > 1);
  return [
    ...repeated.map((type) => `more than one ${type} part`),
    ...(text && page && entities.indexOf(page) < entities.indexOf(text)
      ? ["the HTML part stands before the text part"]
      : []),
    ...(text && page && !areAlternatives(text, page) ? ["text and HTML are no alternatives of each other"] : []),
  ];
}

const isAttached = ({ fields }: MimeEntity): boolean =>
  /^\s*attachment\b/i.test(fields.get("content-disposition") ?? "");

function areAlternatives(text: MimeEntity, page: MimeEntity): boolean {
  const around = ancestorsOf(page);
  return ancestorsOf(text).find((ancestor) => around.includes(ancestor))?.contentType === "multipart/alternative";
}

function ancestorsOf({ parent }: MimeEntity): readonly MimeEntity[] {
  return parent === undefined ? [] : [parent, ...ancestorsOf(parent)];
}

const endings: Readonly<Record<MimeEntity["ending"], readonly string[]>> = {
  closed: [],
  open: ["a multipart whose last boundary is missing"],
  "without-parts": ["a multipart whose boundary never comes"],
  "too-deep": [`parts nested deeper than ${DEEPEST_NESTING}`],
};

function nestingFaultsOf({ contentType, outside, ending }: MimeEntity): readonly string[] {
  return [
    ...endings[ending],
    ...(contentType.startsWith("message/") ? ["another mail inside this one"] : []),
    // The old "This is a multi-part message" does no harm.
    ...(/[0-9]{4}/.test(outside) ? ["digits outside all parts, where no reader shows them"] : []),
  ];
}

/** Whether the octets are what the transfer encoding says. Source: RFC 2045 section 6. */
function transferFaultsOf(entity: MimeEntity): readonly string[] {
  const { body, fields } = entity;
  const encoding = (fields.get("content-transfer-encoding") ?? "7bit")
    .replace(/\([^()]*\)/g, "")
    .trim()
    .toLowerCase();
  if (isMultipart(entity))
    return /^(?:7bit|8bit|binary)$/.test(encoding) ? [] : ["a multipart that is encoded as a whole"];
  const isRight = readable.get(encoding);
  if (isRight === undefined) return ["a transfer encoding that nobody knows"];
  return isRight(body) ? [] : [`a part that is not ${encoding} as it says`];
}

const hasForeignOctets = (body: string): boolean => /[\x80-\xff]/.test(body);

const readable: ReadonlyMap<string, (body: string) => boolean> = new Map([
  ["7bit", (body: string) => !hasForeignOctets(body)],
  ["8bit", () => true],
  ["binary", () => true],
  [
    "quoted-printable",
    (body: string) => !hasForeignOctets(body) && !/=(?![0-9A-Fa-f]{2}|[ \t]*\r?\n|[ \t]*$)/.test(body),
  ],
  ["base64", isBase64],
]);

function isBase64(body: string): boolean {
  const text = body.replace(/\s+/g, "");
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

/** A word cut at the end of a flowed line is joined by some readers, and shown in two by the others. Source: RFC 3676 section 4.6. */
function flowFaultsOf({ fields, body }: MimeEntity): readonly string[] {
  const type = fields.get("content-type") ?? "";
  const isJoined =
    parameter(type, "format")?.toLowerCase() === "flowed" && parameter(type, "delsp")?.toLowerCase() === "yes";
  return isJoined && /[A-Za-z0-9] \r?\n[A-Za-z0-9]/.test(body) ? ["a word cut at the end of a flowed line"] : [];
}

function headFaultsIn([mail, ...parts]: readonly MimeEntity[]): readonly string[] {
  const isMime = ["content-type", "content-transfer-encoding"].some((name) => mail?.fields.has(name));
  const repeating = parts.filter(({ head }) => {
    const names = head.split(/\r?\n/).map((line) => line.split(":")[0]?.trim().toLowerCase());
    return new Set(names).size < names.length;
  });
  return [
    ...(isMime && !mail?.fields.has("mime-version") ? ["no MIME-Version"] : []),
    ...(repeating.length > 0 ? ["a part with one of its headers twice"] : []),
  ];
}
