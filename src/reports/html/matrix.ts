import { results } from "../../checks/finding.ts";
import type { RequirementResult } from "../../verdict/requirement-result.ts";
import { renderFilter } from "./filter.ts";
import { html, type Markup } from "./markup.ts";
import { type ReportMaterial, sourceOf } from "./report-material.ts";
import { toneOf, wordsOf } from "./scenario-body.ts";

/** Every requirement that was judged or should have been, each with its own address: #OC-01. */
export function renderMatrix(material: ReportMaterial): Markup {
  const { requirements, notJudged } = material.document;
  const untested = material.catalogue.filter(({ notTested }) => notTested !== undefined);
  const present = results.filter((result) => requirements.some((requirement) => requirement.result === result));
  return html`<section id="requirements" aria-labelledby="h-requirements"><h2 id="h-requirements">Requirements</h2>
${renderFilter({ list: "matrix", what: "requirements", results: present })}
<table id="matrix" data-walk><caption class="unseen">Requirements and their results</caption>
<thead><tr><th scope="col">Id</th><th scope="col">Rule</th><th scope="col">Result</th><th scope="col" class="wide">Under test</th><th scope="col" class="wide">Scenarios</th></tr></thead>
<tbody>${requirements.map((requirement) => renderRow(requirement, material))}</tbody></table>
${notJudged.length > 0 && html`<p>Not judged, and not owed: ${notJudged.join(", ")}.</p>`}
${untested.map(({ id, notTested }) => html`<p>Not tested: ${id}, because ${notTested}.</p>`)}
</section>`;
}

function renderRow(requirement: RequirementResult, material: ReportMaterial): Markup {
  const { id, rule, result, keyword, underTest, advice, scenarios } = requirement;
  const tone = toneOf(result);
  const source = sourceOf(requirement, material);
  return html`<tr id="${id}" class="${tone}" data-result="${result}"><th scope="row"><a href="#${id}">${id}</a></th>
<td><details><summary data-headline>${rule} <small class="narrow">${systemNames[underTest]}, ${scenarios.length} scenarios</small></summary>
<p>${keyword}${source !== "" && html`. Source: ${source}`}.</p>${advice !== "" && html`<p><b>To mend it:</b> ${advice}</p>`}
${scenarios.length > 0 && html`<div data-fill="${id}"></div>`}</details></td>
<td class="result ${tone}">${wordsOf(result)}</td><td class="wide">${systemNames[underTest]}</td><td class="wide number">${scenarios.length}</td></tr>
`;
}

const systemNames: Readonly<Record<RequirementResult["underTest"], string>> = {
  "issuer-backend": "issuer backend",
  templates: "templates",
  "dns-zone": "DNS zone",
  d1: "D1",
  tsp: "TSP",
  unknown: "unknown",
};
