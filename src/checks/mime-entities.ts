import { DEEPEST_NESTING, type Entity, parameter, splitEntity } from "./mime-parts.ts";

/** A node of a mail's MIME tree as it is written, nothing decoded. */
export interface MimeEntity extends Entity {
  /** Lower case, without parameters; a part that names none is plain text. */
  readonly contentType: string;
  readonly parent?: MimeEntity;
  /** Of a multipart: what stands before the first part and after the last, which no reader shows. */
  readonly outside: string;
  /** Of a multipart: how it goes on. */
  readonly ending: "closed" | "open" | "without-parts" | "too-deep";
}

/** The mail itself and every part in it, each before its own parts; a mail within the mail stays closed. */
export function readEntities(raw: Buffer): readonly MimeEntity[] {
  return entitiesIn(raw.toString("latin1"), 0, undefined);
}

export const isMultipart = ({ contentType }: MimeEntity): boolean => contentType.startsWith("multipart/");

function entitiesIn(text: string, depth: number, parent: MimeEntity | undefined): readonly MimeEntity[] {
  const entity = splitEntity(text);
  const type = entity.fields.get("content-type") ?? "text/plain";
  const contentType = (type.split(";")[0] ?? "").trim().toLowerCase();
  const node = { ...entity, contentType, ...(parent && { parent }) };
  if (!contentType.startsWith("multipart/")) return [{ ...node, outside: "", ending: "closed" }];
  if (depth >= DEEPEST_NESTING) return [{ ...node, outside: "", ending: "too-deep" }];
  const { parts, outside, ending } = cutMultipart(entity.body, parameter(type, "boundary") ?? "");
  const multipart: MimeEntity = { ...node, outside, ending };
  return [multipart, ...parts.flatMap((part) => entitiesIn(part, depth + 1, multipart))];
}

interface CutMultipart extends Pick<MimeEntity, "outside" | "ending"> {
  readonly parts: readonly string[];
}

/** Line by line, for a boundary may be any text. Source: RFC 2046 section 5.1.1. */
function cutMultipart(body: string, boundary: string): CutMultipart {
  const [opening, closing] = [`--${boundary}`, `--${boundary}--`];
  const sections: string[][] = [[]];
  const lines = body.split("\n");
  let at = 0;
  for (; at < lines.length && lines[at]?.trimEnd() !== closing; at += 1) {
    const line = lines[at] ?? "";
    if (boundary !== "" && line.trimEnd() === opening) sections.push([]);
    else sections.at(-1)?.push(line);
  }
  const [before = [], ...parts] = sections.map((section) => section.join("\n"));
  const outside = [before, ...lines.slice(at + 1)].join("\n");
  const isClosed = boundary !== "" && at < lines.length;
  if (parts.length === 0) return { parts, outside, ending: "without-parts" };
  return { parts, outside, ending: isClosed ? "closed" : "open" };
}
