import { flowDrawingCode } from "./flow-drawing.ts";
import { markupCode } from "./markup.ts";
import { unpack } from "./pack.ts";
import { behaviourCode } from "./page-behaviour.ts";
import { scenarioCode } from "./scenario-body.ts";

/** The element of the page that holds the packed stories. */
export const STORIES_ID = "stories";

/**
 * The page's script: the texts of the very functions that write the page here, so that a scenario that is told later
 * is told the same. Files call each other by arguments alone: an import's name may be another one once it is compiled.
 */
export function pageScript(): string {
  const code = [...markupCode, unpack, ...flowDrawingCode, ...scenarioCode, ...behaviourCode];
  return `(() => {
"use strict";
${code.map(String).join("\n")}
const stories = unpack(JSON.parse(document.getElementById("${STORIES_ID}").textContent));
const telling = { html, drawFlow, listFlow };
startPage({
  stories,
  tell: (story) => tellScenario(story, telling),
  link: (requirement) => linkScenarios(requirement, stories, html),
});
})();`;
}
