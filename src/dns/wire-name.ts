import { unreadable } from "./wire-fault.ts";
import { fromEscaped, toEscapedLabel } from "./zone-escapes.ts";
import { parentOf } from "./zone-name.ts";

/** Octets of a message before its first name. RFC 1035 section 4.1.1. */
export const headerOctets = 12;

/** Octets of a name without the root's, and of a label. RFC 1035 section 2.3.4. */
const longestName = 254;
const longestLabel = 63;

/** Pointers that one name may go through: more than any name has labels. */
const mostPointers = 127;

/**
 * The name that stands `at` an octet of a message, escaped as in a zone file, in the case it was sent in, without its
 * last dot; `next` is where the message goes on. Pointers only ever lead back, so every name ends.
 * Throws DNS_MESSAGE_UNREADABLE. RFC 1035 section 4.1.4.
 */
export function readWireName(octets: Buffer, at: number): { readonly name: string; readonly next: number } {
  const labels: string[] = [];
  const { next, pointer } = readLabels(octets, at, labels);
  let from = at;
  let to = pointer;
  for (let pointers = 1; to !== undefined; pointers += 1) {
    if (to >= from || to < headerOctets || pointers > mostPointers)
      throw unreadable("a pointer in a name leads nowhere");
    from = to;
    to = readLabels(octets, from, labels).pointer;
  }
  return { name: labels.map(toEscapedLabel).join("."), next };
}

/**
 * A name's labels with what stands below each, for whoever writes it: `a.b` gives [a, a.b] and [b, b]; bytes one a
 * character. Undefined when DNS cannot carry it: an empty label, one over 63 octets, a name over 255.
 */
export function toWireLabels(name: string): readonly WireLabel[] | undefined {
  const labels: WireLabel[] = [];
  let size = 0;
  for (let rest = name; rest !== ""; ) {
    const above: string = parentOf(rest) ?? "";
    const written = above === "" ? rest : rest.slice(0, -(above.length + 1));
    const bytes = fromEscaped(written);
    size += 1 + (bytes?.length ?? 0);
    if (!isLabel(bytes) || size > longestName) return undefined;
    labels.push({ bytes, whole: rest });
    rest = above;
  }
  return labels;
}

interface WireLabel {
  readonly bytes: string;
  /** The name from this label on. */
  readonly whole: string;
}

const isLabel = (bytes: string | undefined): bytes is string =>
  bytes !== undefined && bytes !== "" && bytes.length <= longestLabel && !/[^\0-\xff]/.test(bytes);

/** Reads labels up to the root or a pointer, and puts them behind those that the name has already. */
function readLabels(octets: Buffer, start: number, labels: string[]) {
  let size = labels.reduce((sum, { length }) => sum + 1 + length, 0);
  for (let at = start; ; ) {
    const length = octets[at];
    if (length === undefined) throw endsEarly();
    if (length === 0) return { next: at + 1 };
    if (length >= 0xc0) return { next: at + 2, pointer: readPointer(octets, at) };
    size += 1 + length;
    if (length > longestLabel || size > longestName) throw unreadable("a name or a label is too long");
    if (at + 1 + length > octets.length) throw endsEarly();
    labels.push(octets.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
}

function readPointer(octets: Buffer, at: number): number {
  if (at + 2 > octets.length) throw endsEarly();
  return octets.readUInt16BE(at) & 0x3fff;
}

const endsEarly = () => unreadable("it ends within a name");
