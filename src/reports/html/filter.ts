import { html, type Markup } from "./markup.ts";
import { toneOf, wordsOf } from "./scenario-body.ts";
import type { Outcome } from "./story.ts";

export interface FilterOptions {
  /** The id of the list that is filtered. */
  readonly list: string;
  /** What it lists, in the plural. */
  readonly what: string;
  /** Those that occur. */
  readonly results: readonly Outcome[];
}

/** A search and a choice of results over a list; hidden until the script is there to obey it. */
export function renderFilter({ list, what, results }: FilterOptions): Markup {
  const wrong = results.filter((result) => toneOf(result) !== "good" && toneOf(result) !== "neutral");
  return html`<form class="filter" data-list="${list}" role="search" aria-label="Filter the ${what}" hidden>
<label>Search <input type="search" name="words" autocomplete="off"></label>
<label>Result <select name="result"><option value="">all</option>
${wrong.length > 0 && html`<option value="${wrong.join(" ")}">not good</option>`}
${results.map((result) => html`<option value="${result}">${wordsOf(result)}</option>`)}</select></label>
<output aria-live="polite"></output></form>`;
}
