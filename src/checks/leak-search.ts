import type { Secret, SecretKind } from "../evidence/secrets.ts";
import { decodeBase64Runs } from "./base64-runs.ts";
import { undoEscapes } from "./escaped-text.ts";

/** What stands in a text and should not: its kind, never its value. */
export type LeakKind = SecretKind | "private key" | "bearer";

/** Finds the secrets of a whole run in a text of any length. */
export type LeakSearch = (text: string) => readonly LeakKind[];

/** A shorter number is in many a text by accident. */
const SHORTEST_CODE = 6;
const SHORTEST_NUMBER = 9;

/**
 * The search for the secrets of a run in what the run wrote: as they are, numbers grouped or in national
 * form, escaped, percent-encoded or in base64. One pass a form, whatever their number: what has the shape of a secret is looked up.
 * `published` is what everybody may read, feature files for one: a code that stands in it is no secret.
 */
export function createLeakSearch(secrets: readonly Secret[], published: string): LeakSearch {
  const wanted = toWanted(secrets, new Set(published.match(word)));
  // What a run writes says most of its words a hundred times.
  const innocent = new Set<string>();
  return (text) => {
    const kinds = new Set<LeakKind>();
    for (const part of partsOf(text)) {
      if (innocent.has(part)) continue;
      const found = search(part, wanted);
      if (found.length === 0) innocent.add(part);
      for (const kind of found) kinds.add(kind);
    }
    return [...kinds];
  };
}

/** A text from each quotation mark to the next: no secret holds one, in no form. */
function partsOf(text: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  for (let to = text.indexOf('"', 1); to !== -1; to = text.indexOf('"', to + 1)) {
    parts.push(text.slice(from, to));
    from = to;
  }
  return [...parts, text.slice(from)];
}

function search(part: string, wanted: Wanted): readonly LeakKind[] {
  const text = part.replace(writtenBreak, " ");
  const forms = [text, ...(escaped.test(text) ? [readable(text)] : []), ...decoded(text)];
  return [...new Set(forms.flatMap((form) => leaksIn(form, wanted)))];
}

interface Wanted {
  /** In lower case. */
  readonly codes: ReadonlyMap<string, SecretKind>;
  /** Codes without a digit: to look each word up would take longer than to look for these few. */
  readonly letterCodes: readonly string[];
  readonly addresses: ReadonlyMap<string, SecretKind>;
  readonly tokens: ReadonlyMap<string, SecretKind>;
  readonly numbers: ReadonlyMap<string, SecretKind>;
  /** How many digits a number may have. */
  readonly lengths: readonly number[];
}

function toWanted(secrets: readonly Secret[], published: ReadonlySet<string>): Wanted {
  const having = (...kinds: SecretKind[]) => secrets.filter(({ kind }) => kinds.includes(kind));
  const codes = having("otp").filter(({ value }) => value.length >= SHORTEST_CODE && !published.has(value));
  const numbers = toMap(having("pan", "phone").flatMap(numberForms), (value) => value);
  return {
    codes: toMap(codes, (value) => value.toLowerCase()),
    letterCodes: codes.map(({ value }) => value).filter((value) => !/\d/.test(value)),
    addresses: toMap(having("email"), (value) => value.toLowerCase()),
    tokens: toMap(having("token"), (value) => value.replace(/=+$/, "")),
    numbers,
    lengths: [...new Set([...numbers.keys()].map((number) => number.length))],
  };
}

/** A phone is found without its country code, too. */
function numberForms({ kind, value }: Secret): readonly Secret[] {
  const digits = value.replace(/\D/g, "");
  const forms = kind === "phone" ? [digits, digits.slice(-SHORTEST_NUMBER)] : [digits];
  return forms.filter((form) => form.length >= SHORTEST_NUMBER).map((form) => ({ kind, value: form }));
}

const toMap = (secrets: readonly Secret[], write: (value: string) => string): ReadonlyMap<string, SecretKind> =>
  new Map(secrets.map(({ kind, value }) => [write(value), kind]));

const word = /[\p{L}\p{N}]+/gu;
const wordWithDigit = /[A-Za-z]*\d[A-Za-z\d]*/g;
/** A number of JSON – a duration, an instant – is no code: a code may begin with a zero and is a text. */
const bareNumber = /(":\s*)-?\d+(?:\.\d+)?(?=\s*[,}\]])/g;
const token = /[\w.~+/-]{16,}/g;
const number = /\d(?:[ .()\u00A0-]{0,2}\d){8,}/g;
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
const bearer = /\bBearer +[\w.~+/-]{16,}/i;

function leaksIn(text: string, wanted: Wanted): readonly LeakKind[] {
  return [
    ...look(text.replace(bareNumber, "$1"), wordWithDigit, (found) => wanted.codes.get(found.toLowerCase())),
    ...(wanted.letterCodes.some((code) => text.includes(code)) ? (["otp"] as const) : []),
    ...addressesIn(text).flatMap((found) => wanted.addresses.get(found.toLowerCase()) ?? []),
    ...look(text, token, (found) => wanted.tokens.get(found)),
    ...look(text, number, (found) => numberIn(found.replace(/\D/g, ""), wanted)),
    ...(privateKey.test(text) ? (["private key"] as const) : []),
    ...(bearer.test(text) ? (["bearer"] as const) : []),
  ];
}

function look(text: string, shape: RegExp, kindOf: (found: string) => SecretKind | undefined): readonly SecretKind[] {
  return (text.match(shape) ?? []).flatMap((found) => kindOf(found) ?? []);
}

/** Anywhere in a longer run of digits, too. */
function numberIn(digits: string, { numbers, lengths }: Wanted): SecretKind | undefined {
  for (const length of lengths) {
    for (let start = 0; start + length <= digits.length; start++) {
      const kind = numbers.get(digits.slice(start, start + length));
      if (kind !== undefined) return kind;
    }
  }
  return undefined;
}

/** From each @ outwards: a pattern would try every word for one. */
function addressesIn(text: string): readonly string[] {
  const found: string[] = [];
  for (let at = text.indexOf("@"); at !== -1; at = text.indexOf("@", at + 1)) {
    const local = /[\w.+-]{1,64}$/.exec(text.slice(Math.max(0, at - LONGEST_LOCAL_PART), at))?.[0];
    const domain = /^@[\w-]+(\.[\w-]+)*/.exec(text.slice(at, at + LONGEST_DOMAIN))?.[0];
    if (local !== undefined && domain !== undefined) found.push(local + domain);
  }
  return found;
}

/** RFC 5321 section 4.5.3.1. */
const LONGEST_LOCAL_PART = 64;
const LONGEST_DOMAIN = 255;

/** Base64 that may hold a phone's twelve octets or more, and is no UUID, digest or word. */
function decoded(text: string): readonly string[] {
  const runs = (text.match(/[A-Za-z0-9+/_-]{16,}/g) ?? []).filter((run) => !plainRun.test(run));
  const said = runs.length === 0 ? undefined : decodeBase64Runs(runs.join(" "));
  return said === undefined ? [] : [said];
}

const plainRun = /^(?:[a-z0-9_/-]+|[A-Z0-9_/-]+|[A-Z]?[a-z]+(?:[A-Z][a-z]+)*)$/;

/** In JSON a line begins with the letter of the break before it: a code would not stand alone, nor an address begin. */
const writtenBreak = /\\+[bfnrt]/g;

const escaped = /\\[ux]|&#|&[a-z]{3,6};|=40|%[0-9A-Fa-f]{2}/;

const readable = (text: string): string =>
  undoEscapes(text).replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
