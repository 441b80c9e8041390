import { fieldName } from "./header-fields.ts";

/** A header field in the relaxed form: unfolded, one blank for many. Source: RFC 6376 §3.4.2. */
export function relaxField(field: string): string {
  const value = field
    .slice(field.indexOf(":") + 1)
    .replace(/\r\n/g, "")
    .replace(/[ \t]+/g, " ");
  return `${fieldName(field)}:${value.trim()}`;
}

/** A body in the relaxed form: no blank at a line's end, no empty line at the end. Source: RFC 6376 §3.4.4. */
export function relaxBody(body: string): string {
  const lines = body.split("\r\n").map((line) => line.replace(/[ \t]+/g, " ").replace(/ $/, ""));
  while (lines.length > 0 && lines.at(-1) === "") lines.pop();
  return lines.map((line) => `${line}\r\n`).join("");
}
