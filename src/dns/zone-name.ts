import { readCharacter, toEscapedLabel } from "./zone-escapes.ts";
import { refuse, toError, toWarning, type ZoneFault, type ZoneRefusal } from "./zone-fault.ts";
import type { Word } from "./zone-scanner.ts";

/** What a name, or any other value of a record, is read against. */
export interface Surroundings {
  /** What relative names are relative to, without the last dot; undefined where nobody said. */
  readonly origin: string | undefined;
  /** Takes what is wrong, or strange, but does not end the reading of the record. */
  readonly note: (fault: ZoneFault) => void;
}

/** Octets of a name on the wire, its last dot's too. RFC 1035 section 2.3.4. */
const longestName = 255;
const longestLabel = 63;

/** The absolute name, in lower case, without the last dot (the root is ""). Throws a ZoneRefusal. */
export function readName(word: Word, { origin, note }: Surroundings): string {
  if (word.text === "@" && !word.quoted) return origin ?? orRoot(word, note);
  if (word.text === ".") return "";
  const labels = readLabels(word);
  const absolute = labels.at(-1) === "";
  const written = (absolute ? labels.slice(0, -1) : labels).map((label) => toEscapedLabel(toLowerAscii(label)));
  const name = absolute ? written.join(".") : joinNames(written.join("."), origin ?? orRoot(word, note));
  if (octetsOf(name) > longestName) throw tooLong(word);
  if (!absolute && origin) noteDot(word, written.join("."), origin, note);
  if (/[^\0-\x7f]/.test(word.text)) note(notAscii(word));
  return name;
}

/** Bytes in lower case: only ASCII has case in DNS, and the bytes of a UTF-8 character are none. RFC 4343. */
export const toLowerAscii = (bytes: string): string => bytes.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** `name` below `origin`; either may be the root. */
export function joinNames(name: string, origin: string): string {
  if (name === "" || origin === "") return name || origin;
  return `${name}.${origin}`;
}

/** Whether `name` is `apex` or below it; both in the form of {@link readName}. */
export function isWithin(name: string, apex: string): boolean {
  if (apex === "" || name === apex) return true;
  if (!name.endsWith(`.${apex}`)) return false;
  let label = name.length - apex.length - 1;
  const dot = label;
  while (name.charAt(label - 1) === "\\") label -= 1;
  return (dot - label) % 2 === 0; // An escaped dot is part of a label.
}

/** The name without its first label; undefined for the root. An escaped dot is none. */
export function parentOf(name: string): string | undefined {
  if (name === "") return undefined;
  for (let at = 0; at < name.length; at += name.charAt(at) === "\\" ? 2 : 1)
    if (name.charAt(at) === ".") return name.slice(at + 1);
  return "";
}

/** The labels' bytes; the last is "" for an absolute name. */
function readLabels(word: Word): readonly string[] {
  if (word.text.length > 4 * longestName) throw tooLong(word); // An octet is written in at most four characters.
  if (!word.text.includes("\\")) return checkLabels(word, word.text.split("."));
  const labels = [""];
  for (let at = 0; at < word.text.length; ) {
    const character = readCharacter(word.text, at);
    if (character === undefined) throw wrongEscape(word);
    if (word.text.charAt(at) === ".") labels.push("");
    else labels.push(`${labels.pop()}${character.byte}`);
    at = character.next;
  }
  return checkLabels(word, labels);
}

function checkLabels(word: Word, labels: readonly string[]): readonly string[] {
  if (labels.slice(0, -1).includes("") || word.text === "") throw emptyLabel(word);
  if (labels.some(({ length }) => length > longestLabel)) throw longLabel(word);
  return labels;
}

/** Octets on the wire: each label with its length, and the root's. */
function octetsOf(name: string): number {
  if (name === "") return 1;
  const characters = name.includes("\\") ? name.replace(/\\(?:\d{3}|.)/g, "x") : name;
  return characters.length + 2;
}

function orRoot(word: Word, note: Surroundings["note"]): string {
  note(
    toError({
      code: "ORIGIN_UNKNOWN",
      place: word.place,
      token: word.text,
      message: "a relative name stands before any $ORIGIN",
      hint: "Begin the file with $ORIGIN and the zone's name with a dot at its end, or say which domain the file is for.",
    }),
  );
  return "";
}

/** The slip of the pen that zones suffer most: the dot after a whole name. */
function noteDot(word: Word, written: string, origin: string, note: Surroundings["note"]): void {
  if (written !== origin && !written.endsWith(`.${origin}`)) return;
  note(
    toWarning({
      code: "NAME_WITHOUT_DOT",
      place: word.place,
      token: word.text,
      message: `a name without a dot at its end is relative: this one is ${written}.${origin}`,
      hint: `Write ${word.text}. with a dot at its end.`,
    }),
  );
}

const notAscii = ({ place, text }: Word): ZoneFault =>
  toWarning({
    code: "NAME_NOT_ASCII",
    place,
    token: text,
    message: "a name is not in ASCII; its bytes are published as they are and no mail system asks for them",
    hint: "Write the name's A-label (xn--…).",
  });

const tooLong = ({ place, text }: Word): ZoneRefusal =>
  refuse({
    code: "NAME_TOO_LONG",
    place,
    token: text,
    message: `a name is longer than ${longestName} octets`,
    hint: "Shorten it; a name without a dot at its end has the origin added.",
  });

const longLabel = ({ place, text }: Word): ZoneRefusal =>
  refuse({
    code: "LABEL_TOO_LONG",
    place,
    token: text,
    message: `a label is longer than ${longestLabel} octets`,
    hint: "Shorten the part between two dots, or look for a dot that is missing.",
  });

const emptyLabel = ({ place, text }: Word): ZoneRefusal =>
  refuse({
    code: "LABEL_EMPTY",
    place,
    token: text,
    message: "a name has nothing between two dots",
    hint: "Remove the dot that is too many.",
  });

const wrongEscape = ({ place, text }: Word): ZoneRefusal =>
  refuse({
    code: "ESCAPE_INVALID",
    place,
    token: text,
    message: "an escape in a name is none",
    hint: "After a backslash comes one character, or three digits up to 255.",
  });
