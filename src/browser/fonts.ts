import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import type { Route } from "playwright";
import type { FallbackFonts } from "./in-page.ts";

/** Where pages find the fonts that come with npm packages; never looked up, only answered from the packages. */
export const FONT_ORIGIN = "https://fonts.stepproof.test";

/** Which characters each package has letters for; Latin, Greek and Cyrillic come in one. */
const packages: Readonly<Record<string, RegExp>> = {
  "noto-sans": /\p{L}/u,
  "noto-sans-arabic": /\p{Script=Arabic}/u,
  "noto-sans-hebrew": /\p{Script=Hebrew}/u,
  "noto-sans-devanagari": /\p{Script=Devanagari}/u,
  "noto-sans-thai": /\p{Script=Thai}/u,
  "noto-sans-kr": /\p{Script=Hangul}/u,
  "noto-sans-jp": /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
  "noto-sans-sc": /\p{Script=Han}/u,
};

const resolver = createRequire(import.meta.url);
const sheets = new Map<string, Promise<string>>();

/**
 * The fonts to stand behind a text's own: of every script in it, one. Chinese, Japanese and Korean share ideographs and
 * write them differently, so the reader's language, or kana and hangul in the text, come before Chinese.
 */
export async function fallbackFonts(text: string, language: string): Promise<FallbackFonts> {
  const needed = Object.keys(packages).filter((name) => packages[name]?.test(text));
  const own = needed.filter((name) => name === ownFont(language));
  const names = [...new Set([...own, ...needed])];
  const styles = await Promise.all(names.map(sheetOf));
  return { styles: styles.join("\n"), families: names.map((name) => `"${familyOf(name)}"`).join(", ") };
}

const ownFont = (language: string): string | undefined =>
  ({ ja: "noto-sans-jp", ko: "noto-sans-kr" })[language.slice(0, 2)];

/** `noto-sans-sc` -> `Noto Sans SC Variable`, as the packages name their families. */
const familyOf = (name: string): string =>
  `${name
    .split("-")
    .map((word) => (word.length === 2 ? word.toUpperCase() : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(" ")} Variable`;

/** The style sheet that declares a font; a browser fetches only the pieces that a page's characters need. */
function sheetOf(name: string): Promise<string> {
  const known = sheets.get(name) ?? styleOf(name);
  sheets.set(name, known);
  return known;
}

/** An optional dependency that is not there leaves its script to the machine's own fonts. */
async function styleOf(name: string): Promise<string> {
  const folder = folderOf(name);
  if (folder === undefined) return "";
  const sheet = await readFile(path.join(folder, "index.css"), "utf8");
  // Block, not swap: a picture taken before the font is there would show another.
  return sheet
    .replaceAll("url(./files/", `url(${FONT_ORIGIN}/${name}/`)
    .replaceAll("font-display: swap", "font-display: block");
}

function folderOf(name: string): string | undefined {
  try {
    return path.dirname(resolver.resolve(`@fontsource-variable/${name}/package.json`));
  } catch {
    return undefined;
  }
}

/** Answers a request for a piece of a font from its package. */
export async function answerFont(route: Route): Promise<void> {
  const [, name = "", file = ""] = new URL(route.request().url()).pathname.split("/");
  const folder = name in packages ? folderOf(name) : undefined;
  if (folder === undefined || !/^[\w.-]+\.woff2$/.test(file)) return route.abort();
  await route.fulfill({
    path: path.join(folder, "files", file),
    headers: { "content-type": "font/woff2", "access-control-allow-origin": "*" },
  });
}
