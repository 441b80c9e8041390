/**
 * What makes a terminal or a page show something else than what is there: control characters but for the line's end and
 * the tab, C1 controls (an escape sequence in one character), embeddings, overrides and isolates of the writing
 * direction, the separators that are line ends to some. Source: Unicode TR36, CVE-2021-42574.
 */
const TREACHEROUS = /(?![\t\n])[\p{Cc}\p{Cs}\u061c\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/** The same text with such characters spelled out as JSON spells them: `\u202e`. For whatever came from outside. */
export const toHarmless = (text: string): string =>
  text.replace(TREACHEROUS, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** Colours and weights as `styleText` sets them; nothing else of what a terminal can be told. */
const STYLES = new RegExp(`(${"\u001b"}\\[(?:[0-47]|2[2-9]|3[0-79]|9[0-7])m)`);

/** The same for a text that was coloured here. */
export const toHarmlessOnTerminal = (text: string): string =>
  text
    .split(STYLES)
    .map((piece, index) => (index % 2 === 1 ? piece : toHarmless(piece)))
    .join("");
