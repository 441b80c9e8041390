import { results } from "../../checks/finding.ts";
import { groupBy } from "../../verdict/group-by.ts";
import { renderFilter } from "./filter.ts";
import { drawFlow, listFlow } from "./flow-drawing.ts";
import { html, type Markup } from "./markup.ts";
import type { ReportMaterial } from "./report-material.ts";
import { tellScenario, toneOf, wordsOf } from "./scenario-body.ts";
import type { Story } from "./story.ts";

/**
 * So much of the page may tell of scenarios that are not good, characters: those can be read without a script,
 * and are opened for print.
 */
const MOST_CHARACTERS_TOLD = 200_000;

interface Entry {
  readonly story: Story;
  /** In the run. */
  readonly index: number;
  /** Told here; else the script tells it when it is opened. */
  readonly body?: Markup;
}

/** Every scenario by its feature, each with its own address: #features/a.feature:12. */
export function renderScenarios({ stories }: ReportMaterial): Markup {
  const byFeature = groupBy(tellSome(stories), ({ story }) => story.feature);
  const outcomes = [...results, "SKIPPED" as const].filter((result) =>
    stories.some(({ outcome }) => outcome === result),
  );
  return html`<section id="scenarios" aria-labelledby="h-scenarios"><h2 id="h-scenarios">Scenarios</h2>
<noscript><p>Without scripts only the first scenarios that are not good can be opened here. All are in result.json.</p></noscript>
${renderFilter({ list: "scenario-list", what: "scenarios", results: outcomes })}
<div id="scenario-list" data-walk>${[...byFeature].map(([feature, entries]) => renderFeature(feature, entries))}</div>
</section>`;
}

function tellSome(stories: readonly Story[]): readonly Entry[] {
  let left = MOST_CHARACTERS_TOLD;
  return stories.map((story, index) => {
    if (toneOf(story.outcome) !== "bad" && toneOf(story.outcome) !== "doubt") return { story, index };
    const body = tellScenario(story, { html, drawFlow, listFlow });
    left -= body.text.length;
    return left < 0 ? { story, index } : { story, index, body };
  });
}

function renderFeature(feature: string, entries: readonly Entry[]): Markup {
  const count = `${entries.length} ${entries.length === 1 ? "scenario" : "scenarios"}`;
  return html`<section data-group><h3>${feature} <small>${count}</small></h3>
${entries.map(renderEntry)}</section>`;
}

function renderEntry({ story, index, body }: Entry): Markup {
  const { name, place, outcome, durationMs, attempts } = story;
  const tone = toneOf(outcome);
  const tries = attempts > 1 && `, ${attempts} attempts`;
  return html`<details id="${place}" class="scenario ${tone}" data-result="${outcome}"${body && html` data-print`}><summary data-headline><b class="result ${tone}">${wordsOf(outcome)}</b> ${name} <small>${place}, ${durationMs} ms${tries}</small></summary><div data-fill="${index}">${body}</div></details>
`;
}
