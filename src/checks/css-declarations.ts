/** One `property: value` of a style, as a browser would read it: lower case, comments and escapes undone. */
export interface Declaration {
  readonly property: string;
  readonly value: string;
  readonly important: boolean;
}

/** The declarations that win for one element, by property. */
export type Style = ReadonlyMap<string, string>;

/** Cuts at semicolons, but at none within quotes, brackets or an escape. */
const declarationText = /(?:"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|\([^)]*\)?|\\.|[^;"'(\\])+/gsu;

/** Reads a style attribute, or the inside of a rule; what is no declaration is left out, as browsers do. Source: CSS Syntax 3. */
export function parseDeclarations(css: string): readonly Declaration[] {
  const texts = withoutCssComments(css).match(declarationText) ?? [];
  return texts.flatMap((text) => {
    const colon = text.indexOf(":");
    if (colon < 0) return [];
    const property = unescapeCss(text.slice(0, colon)).trim().toLowerCase();
    const written = unescapeCss(text.slice(colon + 1))
      .trim()
      .toLowerCase()
      .replace(/\s+/g, " ");
    const value = written.replace(/ ?! ?important$/, "");
    return property === "" || value === "" ? [] : [{ property, value, important: value !== written }];
  });
}

/** A comment counts as a blank; one that is not closed goes on to the end. */
export const withoutCssComments = (css: string): string => css.replace(/\/\*.*?(?:\*\/|$)/gs, " ");

/** `\64 isplay` is `display`, and so is `dis\play`. */
export function unescapeCss(text: string): string {
  return text.replace(
    /\\(?:([0-9a-f]{1,6})\s?|([^\n]))/giu,
    (_, hex: string | undefined, literal: string | undefined) =>
      hex === undefined ? (literal ?? "") : toCharacter(Number.parseInt(hex, 16)),
  );
}

const toCharacter = (codePoint: number): string =>
  codePoint === 0 || codePoint > 0x10ffff ? "\uFFFD" : String.fromCodePoint(codePoint);
