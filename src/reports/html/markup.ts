/** Text that is markup already. Whatever else is put into markup is escaped, so nothing can be forgotten. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template; `false` and `undefined` are nothing. */
export type Content = string | number | false | undefined | Markup | readonly Content[];

/** A template tag: its own words are markup, its values are texts. Runs in the page too, so this file stands alone. */
export function html(words: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(words.map((word, index) => word + toMarkup(contents[index])).join(""));
}

export type Html = typeof html;

/** Functions and classes whose own text is put into the page: all that a file has, for they call each other. */
export type PageCode = readonly { toString(): string }[];

export function toMarkup(content: Content): string {
  if (content === undefined || content === false) return "";
  if (content instanceof Markup) return content.text;
  if (Array.isArray(content)) return content.map(toMarkup).join("");
  return escapeHtml(String(content));
}

/**
 * A text for an HTML page, in an element or a quoted attribute. What would turn the direction of the writing or is no
 * character to be seen is spelled out: `toHarmless`, once more, because this file stands alone.
 */
export function escapeHtml(text: string): string {
  return text
    .replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\u061c\u2028-\u202e\u2066-\u2069\ufeff]/gu, (character) => {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
    })
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export const markupCode: PageCode = [Markup, html, toMarkup, escapeHtml];
