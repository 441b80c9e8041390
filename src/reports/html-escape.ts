import { toHarmless } from "../harmless-text.ts";

/** A text for an HTML page, in an element or a quoted attribute. */
export const escapeHtml = (text: string): string =>
  toHarmless(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
