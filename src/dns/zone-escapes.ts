/** The bytes that an escaped text stands for (`\DDD`, `\X`), or undefined when an escape is none. RFC 1035 section 5.1. */
export function fromEscaped(text: string): string | undefined {
  if (!text.includes("\\")) return text;
  let bytes = "";
  for (let at = 0; at < text.length; ) {
    const character = readCharacter(text, at);
    if (character === undefined) return undefined;
    bytes += character.byte;
    at = character.next;
  }
  return bytes;
}

/** One character or escape of a text, and where the next begins; undefined when an escape is none. */
export function readCharacter(text: string, at: number): { readonly byte: string; readonly next: number } | undefined {
  const char = text.charAt(at);
  if (char !== "\\") return { byte: char, next: at + 1 };
  const escaped = text.charAt(at + 1);
  if (escaped === "") return undefined;
  if (!isDigit(escaped)) return { byte: escaped, next: at + 2 };
  const digits = text.slice(at + 1, at + 4);
  if (digits.length < 3 || ![...digits].every(isDigit) || Number(digits) > 255) return undefined;
  return { byte: String.fromCharCode(Number(digits)), next: at + 4 };
}

/** A character-string as a zone file carries it: in quotes, in printable ASCII. `bytes`: one a character. */
export const toQuoted = (bytes: string): string =>
  `"${bytes.replace(/["\\]/g, "\\$&").replace(/[^ -~]/g, toDecimalEscape)}"`;

/** A label as a name carries it: whatever is special in a zone file is escaped. `bytes`: one a character. */
export function toEscapedLabel(bytes: string): string {
  if (/^[\w*-]*$/.test(bytes)) return bytes;
  return bytes.replace(/["().;\\@$]/g, "\\$&").replace(/[^!-~]/g, toDecimalEscape);
}

/** A word as it was written, with whatever is not printable ASCII escaped. */
export const toPrintable = (written: string): string =>
  written.replace(/\\?([^ -~])/g, (_match, byte: string) => toDecimalEscape(byte));

const toDecimalEscape = (byte: string): string => `\\${String(byte.charCodeAt(0)).padStart(3, "0")}`;

const isDigit = (char: string): boolean => char >= "0" && char <= "9";
