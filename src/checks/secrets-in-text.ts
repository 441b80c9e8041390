import { positionsDespiteSeparators, positionsOf, standsAlone, touchesDigit } from "./code-position.ts";
import { foldDigits } from "./digit-folding.ts";

export const spellings = [
  "as it is",
  "with separators",
  "in other digits",
  "percent-encoded",
  "in hexadecimal",
  "in base64",
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
export function findSpellings(text: string, secret: string): readonly Spelling[] {
  const wanted = secret.replace(/^\+/, "");
  if (wanted.length < SHORTEST_SEARCHED_SECRET) return [];
  return spellings.filter((spelling) => finders[spelling](text, wanted));
}

type Finder = (text: string, secret: string) => boolean;

const finders: Readonly<Record<Spelling, Finder>> = {
  "as it is": holds,
  "with separators": holdsSeparated,
  "in other digits": holdsFolded,
  "percent-encoded": (text, secret) =>
    /%[0-9A-Fa-f]{2}/.test(text) && !holds(text, secret) && holds(decodePercent(text), secret),
  "in hexadecimal": (text, secret) => text.toLowerCase().includes(Buffer.from(secret, "utf8").toString("hex")),
  "in base64": (text, secret) => base64Cores(secret).some((core) => text.replace(/\r?\n/g, "").includes(core)),
};

function holds(text: string, secret: string): boolean {
  const haystack = text.toLowerCase();
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
  const folded = foldDigits(text);
  if (folded === text || holds(text, secret) || holdsSeparated(text, secret)) return false;
  return holds(folded, secret) || holdsSeparated(folded, secret);
}

function decodePercent(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/**
 * What base64 makes of the secret at each of the three alignments, in both alphabets, without the characters at the
 * edges that depend on the neighbours.
 */
function base64Cores(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, "utf8");
  return [0, 1, 2].flatMap((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes]);
    const from = Math.ceil((shift * 8) / 6);
    const to = Math.floor((encoded.length * 8) / 6);
    const cores = [encoded.toString("base64").slice(from, to), encoded.toString("base64url").slice(from, to)];
    return cores.filter((core) => core.length >= SHORTEST_BASE64_CORE);
  });
}
