import type { SeenSignature } from "../messages/mail-authentication.ts";
import { fieldName, splitMail } from "./header-fields.ts";

/** What the DKIM signatures of a mail say of themselves, whether true or not, in order of appearance. */
export function readSignatures(raw: Buffer): readonly Omit<SeenSignature, "result" | "comment">[] {
  return splitMail(raw)
    .fields.filter((field) => fieldName(field) === "dkim-signature")
    .map(toSignature);
}

function toSignature(field: string): Omit<SeenSignature, "result" | "comment"> {
  const tags = readTags(field.slice(field.indexOf(":") + 1));
  const length = tags.get("l");
  return {
    domain: (tags.get("d") ?? "").toLowerCase(),
    selector: (tags.get("s") ?? "").toLowerCase(),
    algorithm: (tags.get("a") ?? "").toLowerCase(),
    signedHeaders: (tags.get("h") ?? "").toLowerCase().split(":"),
    ...(length !== undefined && { bodyLength: Number(length) }),
  };
}

/** A tag list without its blanks. Source: RFC 6376 §3.2. */
function readTags(list: string): ReadonlyMap<string, string> {
  const tags = list
    .replace(/\s+/g, "")
    .split(";")
    .map((tag) => [tag.slice(0, tag.indexOf("=")), tag.slice(tag.indexOf("=") + 1)] as const);
  return new Map(tags);
}
