import { refuse, type ZoneRefusal } from "./zone-fault.ts";
import { readName, type Surroundings } from "./zone-name.ts";
import type { Entry, Word } from "./zone-scanner.ts";
import { longestTtl, parseTtl } from "./zone-ttl.ts";

/** What a line beginning with `$` asks for. */
export type Directive =
  | { readonly kind: "origin"; readonly origin: string }
  | { readonly kind: "ttl"; readonly seconds: number }
  | { readonly kind: "include"; readonly file: Word; readonly origin: string | undefined }
  /** `$DATE`, which BIND writes into its own dumps. */
  | { readonly kind: "none" };

/** Whether an entry is a directive: only a `$` in the first column makes one. RFC 1035 section 5.1. */
export const isDirective = ({ blankOwner, words: [first] }: Entry): boolean =>
  !blankOwner && first !== undefined && !first.quoted && first.text.startsWith("$");

/** Reads $ORIGIN, $TTL (RFC 2308) and $INCLUDE. Throws a ZoneRefusal. */
export function readDirective({ words: [name, ...values], place }: Entry, surroundings: Surroundings): Directive {
  const directive = name ?? { text: "", quoted: false, place, cut: false, glued: false };
  const wanted = directive.text.toUpperCase();
  if (wanted === "$ORIGIN") return { kind: "origin", origin: readName(only(directive, values), surroundings) };
  if (wanted === "$TTL") return { kind: "ttl", seconds: readSeconds(only(directive, values)) };
  if (wanted === "$INCLUDE") return readInclude(directive, values, surroundings);
  if (wanted === "$DATE") return { kind: "none" };
  throw wanted === "$GENERATE" ? generate(directive) : unknown(directive);
}

function readInclude(directive: Word, [file, origin, ...rest]: readonly Word[], surroundings: Surroundings): Directive {
  if (file === undefined || rest[0]) throw incomplete(rest[0] ?? directive, "a file, and at most an origin");
  return { kind: "include", file, origin: origin ? readName(origin, surroundings) : surroundings.origin };
}

function only(directive: Word, [value, extra]: readonly Word[]): Word {
  if (value === undefined || extra) throw incomplete(extra ?? directive, "one value");
  return value;
}

function readSeconds(word: Word): number {
  const seconds = parseTtl(word.text);
  if (seconds !== undefined && seconds <= longestTtl) return seconds;
  throw refuse({
    code: "TTL_INVALID",
    place: word.place,
    token: word.text,
    message: `this is not a time in seconds or units (1h30m), at most ${longestTtl} s`,
    hint: "Write one, like $TTL 1h.",
  });
}

const incomplete = ({ place, text }: Word, wanted: string): ZoneRefusal =>
  refuse({
    code: "DIRECTIVE_INCOMPLETE",
    place,
    token: text,
    message: `the directive takes ${wanted}`,
    hint: "Write $ORIGIN NAME, $TTL TIME or $INCLUDE FILE [NAME].",
  });

const generate = ({ place, text }: Word): ZoneRefusal =>
  refuse({
    code: "GENERATE_REFUSED",
    place,
    token: text,
    message: "$GENERATE is BIND's own and is not read",
    hint: "Write the records out: named-checkzone -D prints them.",
  });

const unknown = ({ place, text }: Word): ZoneRefusal =>
  refuse({
    code: "DIRECTIVE_UNKNOWN",
    place,
    token: text,
    message: "no directive has this name",
    hint: "Write $ORIGIN, $TTL or $INCLUDE; a name that begins with a dollar sign begins with \\$.",
  });
