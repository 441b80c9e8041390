import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** The family by which pages use the fonts below. */
export const NOTO = "Stepproof Noto";

interface Face {
  readonly file: string;
  /** As in CSS, for the browser. */
  readonly unicodeRange: string;
  readonly spans: readonly (readonly [from: number, to: number])[];
}

const require = createRequire(import.meta.url);
const scripts = ["noto-sans", "noto-sans-arabic", "noto-sans-hebrew", "noto-sans-thai", "noto-sans-devanagari"];
const faces = new Map<string, readonly Face[]>();
const sources = new Map<string, string>();

/**
 * `@font-face` rules for every character of a text that the installed Noto packages know, as data: URLs, so that nothing
 * is fetched and a page looks alike on every machine. Characters of no package are left to the machine's own fonts.
 */
export function fontFacesFor(text: string): string {
  const characters = new Set([...text].map((character) => character.codePointAt(0) ?? 0));
  const packages = [...scripts, ...ideographsOf(text)].map(facesOf);
  const used = new Set<Face>();
  for (const character of characters) {
    const face = packages.flatMap((known) => known.find(({ spans }) => covers(spans, character)) ?? [])[0];
    if (face) used.add(face);
  }
  return [...used].map(toRule).join("\n");
}

/** The same ideograph is drawn otherwise in each country: hangul or kana beside it tell which. */
function ideographsOf(text: string): readonly string[] {
  const korean = /\p{scx=Hangul}/u.test(text) ? ["noto-sans-kr"] : [];
  const japanese = /[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(text) ? ["noto-sans-jp"] : [];
  return [...korean, ...japanese, "noto-sans-sc"];
}

function facesOf(name: string): readonly Face[] {
  const known = faces.get(name) ?? readFaces(name);
  faces.set(name, known);
  return known;
}

function readFaces(name: string): readonly Face[] {
  const sheet = sheetOf(name);
  if (sheet === undefined) return [];
  const rules = readFileSync(sheet, "utf8").matchAll(/url\(\.\/(files\/[^)]+)\)[^}]*?unicode-range:\s*([^;}]+)/g);
  return [...rules].map(([, file = "", unicodeRange = ""]) => ({
    file: path.join(path.dirname(sheet), file),
    unicodeRange,
    spans: spansOf(unicodeRange),
  }));
}

function sheetOf(name: string): string | undefined {
  try {
    return require.resolve(`@fontsource-variable/${name}/index.css`);
  } catch {
    // An optional dependency: the machine's fonts must do.
    return undefined;
  }
}

/** `U+0460-052F,U+1C80`; question marks do not occur in these sheets. */
function spansOf(unicodeRange: string): Face["spans"] {
  return unicodeRange.split(",").map((part) => {
    const [from = "", to = from] = part.trim().replace(/^U\+/i, "").split("-");
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
  });
}

const covers = (spans: Face["spans"], character: number): boolean =>
  spans.some(([from, to]) => from <= character && character <= to);

function toRule(face: Face): string {
  const source = sources.get(face.file) ?? readFileSync(face.file).toString("base64");
  sources.set(face.file, source);
  return `@font-face { font-family: "${NOTO}"; font-weight: 100 900; unicode-range: ${face.unicodeRange};
    src: url(data:font/woff2;base64,${source}) format("woff2"); }`;
}
