import { refuse, type ZoneRefusal } from "./zone-fault.ts";
import type { Entry, Word } from "./zone-scanner.ts";
import { longestTtl, parseTtl } from "./zone-ttl.ts";
import { isMetaType, suggestType, toTypeName } from "./zone-types.ts";

/** What stands before a record's data. */
export interface Head {
  /** Seconds, if the record says them. */
  readonly ttl: number | undefined;
  readonly type: string;
  readonly typeWord: Word;
  readonly data: readonly Word[];
}

/**
 * Time to live, class and type of an entry, without its owner; the first two may stand in either order, or not at all
 * (RFC 1035 section 5.1). Throws a ZoneRefusal.
 */
export function readHead(words: readonly Word[], entry: Entry): Head {
  let ttl: number | undefined;
  let at = 0;
  let classes = 0;
  for (; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined || word.quoted) break;
    const seconds = ttl === undefined ? readTtl(word) : undefined;
    if (seconds === undefined && (classes > 0 || !isClass(word))) break;
    if (seconds === undefined) classes += 1;
    ttl ??= seconds;
  }
  const typeWord = words[at];
  if (typeWord === undefined) throw typeMissing(entry);
  return { ttl, type: readType(typeWord), typeWord, data: words.slice(at + 1) };
}

function readTtl(word: Word): number | undefined {
  const seconds = parseTtl(word.text);
  if (seconds !== undefined && seconds > longestTtl) throw ttlTooLong(word);
  return seconds;
}

/** Whether the word is the Internet's class. Throws for another class: a mail domain has none. */
function isClass(word: Word): boolean {
  const name = word.text.toUpperCase();
  if (name === "IN" || name === "CLASS1") return true;
  if (!/^(?:CH|CHAOS|HS|HESIOD|ANY|NONE|CLASS\d+)$/.test(name) || isMetaType(name)) return false;
  throw refuse({
    code: "CLASS_REFUSED",
    place: word.place,
    token: word.text,
    message: `class ${name} is not the Internet's`,
    hint: "Write IN, or leave the class out.",
  });
}

function readType(word: Word): string {
  if (!word.quoted && isMetaType(word.text)) throw metaType(word);
  const type = word.quoted ? undefined : toTypeName(word.text);
  if (type === undefined) throw typeUnknown(word);
  return type;
}

const ttlTooLong = ({ place, text }: Word): ZoneRefusal =>
  refuse({
    code: "TTL_INVALID",
    place,
    token: text,
    message: `a time to live is at most ${longestTtl} s (RFC 2181 section 8)`,
    hint: "Write a shorter one, like 1h.",
  });

const typeMissing = ({ words, place }: Entry): ZoneRefusal =>
  refuse({
    code: "TYPE_MISSING",
    place: words.at(-1)?.place ?? place,
    token: words.at(-1)?.text ?? "",
    message: "the line ends before it says a record's type",
    hint: "Write NAME TTL IN TYPE DATA, or open a parenthesis before the line's end.",
  });

const metaType = ({ place, text }: Word): ZoneRefusal =>
  refuse({
    code: "TYPE_META",
    place,
    token: text,
    message: `${text} is a type of query, not of record`,
    hint: "Write a type of record, like TXT.",
  });

function typeUnknown({ place, text }: Word): ZoneRefusal {
  const suggestion = suggestType(text);
  return refuse({
    code: "TYPE_UNKNOWN",
    place,
    token: text,
    message: "no record type that is known stands there",
    hint: suggestion ? `Write ${suggestion}.` : "Write a type of record, like TXT, after name, time to live and class.",
  });
}
