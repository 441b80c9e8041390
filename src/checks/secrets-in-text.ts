import { decodeBase64Runs } from "./base64-runs.ts";
import { escapePattern, positionsDespiteSeparators, positionsOf, standsAlone, touchesDigit } from "./code-position.ts";
import { foldDigits } from "./digit-folding.ts";
import { undoEscapes } from "./escaped-text.ts";
import { holdsNationalForm } from "./phone-spellings.ts";
import { remembered } from "./remembered.ts";

export const spellings = [
  "as it is",
  "with separators",
  "in national form",
  "in other digits",
  "percent-encoded",
  "escaped",
  "in hexadecimal",
  "in base64",
  "as character codes",
] as const;
export type Spelling = (typeof spellings)[number];

/** Shorter secrets are in half of all texts by accident: they are not searched for. */
export const SHORTEST_SEARCHED_SECRET = 4;
/** From here on a secret counts wherever it stands, not only where it stands alone. */
const LENGTH_TO_MATCH_ANYWHERE = 8;
/** A date's `10-11` is no four-digit code. */
const SHORTEST_WITH_SEPARATORS = 6;
const SHORTEST_BASE64_CORE = 6;

/** The spellings in which a secret stands in a text; none for a secret below four characters. Source: SE-04, SE-07. */
export const findSpellings = (text: string, secret: string): readonly Spelling[] => createSpellingSearch(secret)(text);

type SpellingSearch = (text: string) => readonly Spelling[];
/** More than a scenario has. */
const MOST_SECRETS = 256;

/** The same for many texts: what the secret looks like encoded is worked out once. */
export const createSpellingSearch: (secret: string) => SpellingSearch = remembered(toSearch, MOST_SECRETS);

function toSearch(secret: string): SpellingSearch {
  const wanted = toWanted(secret.replace(/^\+/, ""));
  // A secret with a plus is a phone, and a phone has another form within its country.
  const isPhone = wanted.plain !== secret;
  if (wanted.plain.length < SHORTEST_SEARCHED_SECRET) return () => [];
  return (text) => {
    const found = spellings.filter((spelling) => finders[spelling](text, wanted));
    const isNational = found.length === 0 && isPhone && holdsNationalForm(unescaped(decodePercent(text)), secret);
    return isNational ? ["in national form"] : found;
  };
}

interface Wanted {
  readonly plain: string;
  readonly hexadecimal: string;
  readonly base64Cores: readonly string[];
  readonly base64Alone: string;
}

const toWanted = (plain: string): Wanted => ({
  plain,
  hexadecimal: Buffer.from(plain, "utf8").toString("hex"),
  base64Cores: base64Cores(Buffer.from(plain, "utf8")),
  base64Alone: Buffer.from(plain, "utf8").toString("base64").replace(/=+$/, ""),
});

const finders: Readonly<Record<Spelling, (text: string, wanted: Wanted) => boolean>> = {
  "as it is": (text, { plain }) => holds(text, plain),
  "with separators": (text, { plain }) => holdsSeparated(text, plain),
  // Only of phones, which the search knows by their plus.
  "in national form": () => false,
  "in other digits": (text, { plain }) => !isAscii.test(text) && holdsFolded(text, plain),
  "percent-encoded": (text, { plain }) =>
    /%[0-9A-Fa-f]{2}/.test(text) && !holds(text, plain) && holds(decodePercent(text), plain),
  escaped: (text, { plain }) => /[\\&=]/.test(text) && holdsEscaped(text, plain),
  "in hexadecimal": (text, { hexadecimal }) => lowered(text).includes(hexadecimal),
  "in base64": (text, wanted) => holdsBase64(text, wanted) || holdsBase64Alone(text, wanted),
  "as character codes": (text, { plain }) => listsNumbers.test(text) && characterCodes(plain).test(text),
};

// Each text, in a few forms, is searched for a dozen secrets, one after the other.
const FORMS = 4;
const lowered = remembered((text) => text.toLowerCase(), FORMS);
const inOneLine = remembered((text) => text.replace(/\r?\n/g, ""), FORMS);
const folded = remembered(foldDigits, FORMS);
const unescaped = remembered(undoEscapes, FORMS);

/** Most texts list none: they need no pattern of a secret's own. */
const listsNumbers = /[0-9]\s*,\s*[0-9]/;

/** Nothing in it can be folded, not even an invisible control. */
const isAscii = /^[\0-\x7F]*$/;

function holds(text: string, secret: string): boolean {
  const haystack = lowered(text);
  return positionsOf(haystack, secret.toLowerCase()).some(
    (position) => secret.length >= LENGTH_TO_MATCH_ANYWHERE || standsAlone(haystack, position),
  );
}

function holdsSeparated(text: string, secret: string): boolean {
  if (secret.length < SHORTEST_WITH_SEPARATORS || holds(text, secret)) return false;
  return positionsDespiteSeparators(text, secret).some((position) => !touchesDigit(text, position));
}

/** Full-width, Arabic-Indic and other digits, with or without separators, whatever invisible controls stand between. */
function holdsFolded(text: string, secret: string): boolean {
  const plain = folded(text);
  if (plain === text || holds(text, secret) || holdsSeparated(text, secret)) return false;
  return holds(plain, secret) || holdsSeparated(plain, secret);
}

function holdsEscaped(text: string, secret: string): boolean {
  const plain = unescaped(text);
  return plain !== text && !holds(text, secret) && (holds(plain, secret) || holdsSeparated(plain, secret));
}

function decodePercent(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/**
 * What base64 makes of octets at each of the three alignments, in both alphabets, without the characters at the edges
 * that depend on the neighbours.
 */
export function base64Cores(bytes: Buffer): readonly string[] {
  return [0, 1, 2].flatMap((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes]);
    const from = Math.ceil((shift * 8) / 6);
    const to = Math.floor((encoded.length * 8) / 6);
    const cores = [encoded.toString("base64").slice(from, to), encoded.toString("base64url").slice(from, to)];
    return cores.filter((core) => core.length >= SHORTEST_BASE64_CORE);
  });
}

/** A short code may stand by accident within the digits of a time that a token's claims tell. */
function holdsBase64(text: string, { plain, base64Cores: cores }: Wanted): boolean {
  if (!cores.some((core) => inOneLine(text).includes(core))) return false;
  if (plain.length >= LENGTH_TO_MATCH_ANYWHERE) return true;
  const said = decodeBase64Runs(text) ?? "";
  return positionsOf(said, plain).some((position) => !touchesDigit(said, position));
}

/** A short secret leaves too small a core: it is found where nothing else was encoded with it. */
function holdsBase64Alone(text: string, { base64Alone }: Wanted): boolean {
  if (!text.includes(base64Alone)) return false;
  return new RegExp(`(?<![A-Za-z0-9+/_-])${escapePattern(base64Alone)}(?:==?)?(?![A-Za-z0-9+/=_-])`).test(text);
}

/** A serialised buffer. A few numbers in a row are one by accident, unless they are all there is in an array. */
function characterCodes(secret: string): RegExp {
  const codes = [...Buffer.from(secret, "utf8")].join("\\s*,\\s*");
  const isShort = secret.length < SHORTEST_WITH_SEPARATORS;
  return new RegExp(isShort ? `\\[\\s*${codes}\\s*\\]` : `(?<![0-9])${codes}(?![0-9])`);
}
