import type { Place } from "./record.ts";
import { toError, type ZoneFault } from "./zone-fault.ts";

/** One word of a zone file, as it is written: escapes are still in it, quotes are not. One byte a character. */
export interface Word {
  readonly text: string;
  readonly quoted: boolean;
  readonly place: Place;
  /** A comment begins in the middle of what may have been meant as one word. */
  readonly cut: boolean;
  /** It follows the word before without a blank: `alpn="h2"` is two of them. */
  readonly glued: boolean;
}

/** A logical line: parentheses may stretch it over several. RFC 1035 section 5.1. */
export interface Entry {
  readonly place: Place;
  /** It begins with a blank: the owner is that of the record before. */
  readonly blankOwner: boolean;
  readonly words: readonly Word[];
  /** The first thing that keeps it from being split into words. */
  readonly fault?: ZoneFault;
}

/** Words of one entry: a record's data have no room for more strings. RFC 1035 section 3.2.1. */
const mostWords = 32_768;

interface Draft {
  readonly words: Word[];
  /** How many parentheses are open, and where the first of them stands. */
  depth: number;
  opened: Place;
  fault: ZoneFault | undefined;
}

/** Splits a zone file into entries, one at a time. It passes over every byte once, whatever the file holds. */
export class ZoneScanner {
  readonly #text: string;
  readonly #file: string;
  #at = 0;
  #line = 1;
  /** The column is counted in characters, so that an editor finds it: up to here, in this line. */
  #counted = 0;
  #column = 1;

  /** `text` is the file's bytes, one a character (latin1). */
  constructor(text: string, file: string) {
    this.#text = text;
    this.#file = file;
  }

  /** The next entry with words in it, or undefined at the end. */
  next(): Entry | undefined {
    while (this.#at < this.#text.length) {
      const entry = this.#entry();
      if (entry.words.length > 0 || entry.fault) return entry;
    }
    return undefined;
  }

  #entry(): Entry {
    const place = this.#place();
    const blankOwner = this.#peek() === " " || this.#peek() === "\t";
    const draft: Draft = { words: [], depth: 0, opened: place, fault: undefined };
    while (this.#at < this.#text.length && this.#take(draft) !== "end");
    if (draft.depth > 0) draft.fault ??= unclosed(draft.opened);
    return { place, blankOwner, words: draft.words, ...(draft.fault && { fault: draft.fault }) };
  }

  /** Takes one lexeme; says so when the entry ends with it. */
  #take(draft: Draft): "end" | "more" {
    const char = this.#peek();
    if (char === "\n") return this.#endLine(draft);
    if (char === ";") this.#skipComment();
    else if (char === '"') this.#takeString(draft);
    else if (char === "(" || char === ")") this.#takeParenthesis(char, draft);
    else if (char === " " || char === "\t" || char === "\r") this.#at += 1;
    else this.#takeWord(draft);
    return "more";
  }

  #endLine({ depth }: Draft): "end" | "more" {
    this.#passLineEnd();
    return depth === 0 ? "end" : "more";
  }

  #skipComment(): void {
    const end = this.#text.indexOf("\n", this.#at);
    this.#at = end < 0 ? this.#text.length : end;
  }

  #takeParenthesis(char: "(" | ")", draft: Draft): void {
    const place = this.#place();
    this.#at += 1;
    if (char === "(" && draft.depth === 0) draft.opened = place;
    if (char === ")" && draft.depth === 0) draft.fault ??= unopened(place);
    else draft.depth += char === "(" ? 1 : -1;
  }

  /** A string ends in its own line; only an escaped line end may stand in it, as in BIND. */
  #takeString(draft: Draft): void {
    const place = this.#place();
    const glued = this.#isGlued();
    const start = ++this.#at;
    while (this.#at < this.#text.length && this.#peek() !== '"' && this.#peek() !== "\n") this.#passEscaped();
    const text = this.#text.slice(start, this.#at);
    if (this.#peek() === '"') {
      this.#at += 1;
      keep(draft, { text, quoted: true, place, cut: false, glued });
    } else draft.fault ??= unquoted(place, text);
  }

  #passEscaped(): void {
    if (this.#peek() === "\\") this.#at += 1;
    if (this.#peek() === "\n") this.#passLineEnd();
    else this.#at += 1;
  }

  #takeWord(draft: Draft): void {
    const place = this.#place();
    const glued = this.#isGlued();
    const start = this.#at;
    while (this.#at < this.#text.length && !endsWord(this.#peek(), this.#text[this.#at + 1])) {
      const next = this.#text[this.#at + 1];
      this.#at += this.#peek() === "\\" && next !== "\n" && next !== "\r" ? 2 : 1;
    }
    this.#at = Math.min(this.#at, this.#text.length);
    const text = this.#text.slice(start, this.#at);
    keep(draft, { text, quoted: false, place, cut: this.#peek() === ";", glued });
  }

  /** Whether a word ends right here: a word, or the quote of a string. */
  #isGlued(): boolean {
    return this.#at > 0 && !" \t\r\n()".includes(this.#text.charAt(this.#at - 1));
  }

  #passLineEnd(): void {
    this.#at += 1;
    this.#line += 1;
    this.#counted = this.#at;
    this.#column = 1;
  }

  #place(): Place {
    for (; this.#counted < this.#at; this.#counted += 1) if (!isContinuation(this.#text, this.#counted)) this.#column++;
    return { file: this.#file, line: this.#line, column: this.#column };
  }

  #peek(): string | undefined {
    return this.#text[this.#at];
  }
}

/** The rest of an entry without end is passed over. */
function keep(draft: Draft, word: Word): void {
  if (draft.words.length < mostWords) draft.words.push(word);
  else draft.fault ??= endless(word);
}

function endsWord(char: string | undefined, next: string | undefined): boolean {
  if (char === "\r") return next === "\n" || next === undefined;
  return char === " " || char === "\t" || char === "\n" || char === ";" || char === '"' || char === "(" || char === ")";
}

/** A byte of a UTF-8 character that is not its first. */
const isContinuation = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xc0) === 0x80;

const unclosed = (place: Place): ZoneFault =>
  toError({
    code: "PARENTHESIS_NOT_CLOSED",
    place,
    token: "(",
    message: "a parenthesis is not closed",
    hint: "Close it with ) after the record's last value.",
  });

const endless = ({ place }: Word): ZoneFault =>
  toError({
    code: "RDATA_TOO_LONG",
    place,
    message: `a record has more than ${mostWords} words`,
    hint: "Look for a parenthesis that is closed too late.",
  });

const unopened = (place: Place): ZoneFault =>
  toError({
    code: "PARENTHESIS_NOT_OPENED",
    place,
    token: ")",
    message: "a parenthesis is closed that was not open",
    hint: "Remove it, or open it with ( in the record's first line.",
  });

const unquoted = (place: Place, text: string): ZoneFault =>
  toError({
    code: "QUOTE_NOT_CLOSED",
    place,
    token: `"${text}`,
    message: "a quote is not closed",
    hint: 'Close the string with " in the same line; put strings of several lines in parentheses, each in its own quotes.',
  });
