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
    const forms = formsOf(text);
    const found = spellings.filter((spelling) => finders[spelling](forms, wanted));
    const isNational = found.length === 0 && isPhone && holdsNationalForm(forms.undone, secret);
    return isNational ? ["in national form"] : found;
  };
}

interface Wanted {
  readonly plain: string;
  readonly lowered: string;
  readonly hexadecimal: string;
  readonly base64Cores: readonly string[];
  readonly base64Alone: string;
}

const toWanted = (plain: string): Wanted => ({
  plain,
  lowered: plain.toLowerCase(),
  hexadecimal: Buffer.from(plain, "utf8").toString("hex"),
  base64Cores: base64Cores(Buffer.from(plain, "utf8")),
  base64Alone: Buffer.from(plain, "utf8").toString("base64").replace(/=+$/, ""),
});

/** A text, and what it reads as in other ways; missing where that is nothing else. */
interface Forms {
  readonly text: string;
  readonly lowered: string;
  readonly folded?: string;
  readonly decoded?: string;
  readonly unescaped?: string;
  /** Percent-encoding and escapes undone, one after the other. */
  readonly undone: string;
  readonly inOneLine: string;
  /** Most texts list none: they need no pattern of a secret's own. */
  readonly listsNumbers: boolean;
}

/** Each text is searched for a dozen secrets, one after the other, and a form of it, too. */
const FORMS = 8;
const formsOf = remembered(toForms, FORMS);

function toForms(text: string): Forms {
  const others = {
    folded: isAscii.test(text) ? text : foldDigits(text),
    decoded: decodePercent(text),
    unescaped: /[\\&=]/.test(text) ? undoEscapes(text) : text,
  };
  const different = Object.fromEntries(Object.entries(others).filter(([, form]) => form !== text));
  return {
    text,
    lowered: text.toLowerCase(),
    ...different,
    undone: others.decoded === text ? others.unescaped : undoEscapes(others.decoded),
    inOneLine: text.includes("\n") ? text.replace(/\r?\n/g, "") : text,
    listsNumbers: /[0-9]\s*,\s*[0-9]/.test(text),
  };
}

/** Nothing in it can be folded, not even an invisible control. */
const isAscii = /^[\0-\x7F]*$/;

const finders: Readonly<Record<Spelling, (forms: Forms, wanted: Wanted) => boolean>> = {
  "as it is": holds,
  "with separators": holdsSeparated,
  // Only of phones, which the search knows by their plus.
  "in national form": () => false,
  "in other digits": holdsFolded,
  "percent-encoded": (forms, wanted) =>
    forms.decoded !== undefined && !holds(forms, wanted) && holds(formsOf(forms.decoded), wanted),
  escaped: holdsEscaped,
  "in hexadecimal": ({ lowered }, { hexadecimal }) => lowered.includes(hexadecimal),
  "in base64": (forms, wanted) => holdsBase64(forms, wanted) || holdsBase64Alone(forms, wanted),
  "as character codes": ({ text, listsNumbers }, { plain }) => listsNumbers && characterCodes(plain).test(text),
};

function holds({ lowered }: Forms, { plain, lowered: wanted }: Wanted): boolean {
  return positionsOf(lowered, wanted).some(
    (position) => plain.length >= LENGTH_TO_MATCH_ANYWHERE || standsAlone(lowered, position),
  );
}

function holdsSeparated(forms: Forms, wanted: Wanted): boolean {
  const { text } = forms;
  const { plain } = wanted;
  if (plain.length < SHORTEST_WITH_SEPARATORS || holds(forms, wanted)) return false;
  return positionsDespiteSeparators(text, plain).some((position) => !touchesDigit(text, position));
}

const holdsEither = (forms: Forms, wanted: Wanted): boolean => holds(forms, wanted) || holdsSeparated(forms, wanted);

/** Full-width, Arabic-Indic and other digits, with or without separators, whatever invisible controls stand between. */
function holdsFolded(forms: Forms, wanted: Wanted): boolean {
  return forms.folded !== undefined && !holdsEither(forms, wanted) && holdsEither(formsOf(forms.folded), wanted);
}

function holdsEscaped(forms: Forms, wanted: Wanted): boolean {
  return forms.unescaped !== undefined && !holds(forms, wanted) && holdsEither(formsOf(forms.unescaped), wanted);
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
    return [...new Set(cores)].filter((core) => core.length >= SHORTEST_BASE64_CORE);
  });
}

/** A short code may stand by accident within the digits of a time that a token's claims tell. */
function holdsBase64({ text, inOneLine }: Forms, { plain, base64Cores: cores }: Wanted): boolean {
  if (!cores.some((core) => inOneLine.includes(core))) return false;
  if (plain.length >= LENGTH_TO_MATCH_ANYWHERE) return true;
  const said = decodeBase64Runs(text) ?? "";
  return positionsOf(said, plain).some((position) => !touchesDigit(said, position));
}

/** A short secret leaves too small a core: it is found where nothing else was encoded with it. */
function holdsBase64Alone({ text }: Forms, { base64Alone }: Wanted): boolean {
  if (!text.includes(base64Alone)) return false;
  return new RegExp(`(?<![A-Za-z0-9+/_-])${escapePattern(base64Alone)}(?:==?)?(?![A-Za-z0-9+/=_-])`).test(text);
}

/** A serialised buffer. A few numbers in a row are one by accident, unless they are all there is in an array. */
const characterCodes = remembered((secret) => {
  const codes = [...Buffer.from(secret, "utf8")].join("\\s*,\\s*");
  const isShort = secret.length < SHORTEST_WITH_SEPARATORS;
  return new RegExp(isShort ? `\\[\\s*${codes}\\s*\\]` : `(?<![0-9])${codes}(?![0-9])`);
}, MOST_SECRETS);
