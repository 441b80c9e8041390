import { groupBy } from "../../verdict/group-by.ts";
import type { RequirementResult } from "../../verdict/requirement-result.ts";
import { complaintsOf, unjudgedMusts } from "../wording.ts";
import { drawFlow } from "./flow-drawing.ts";
import { type Content, html, type Markup } from "./markup.ts";
import { type ReportMaterial, sourceOf } from "./report-material.ts";
import { tellFault, tellRerun, toneOf, wordsOf } from "./scenario-body.ts";
import type { Judgement, Story } from "./story.ts";

/** With more complaints than this, each is told by one example. */
const MANY = 20;
const EXAMPLES = 3;

/** What was found in one scenario, and in how many others the same. */
interface Complaint {
  readonly story: Story;
  readonly judgement: Judgement;
  readonly others: number;
}

/** What is wrong, the first in full with its flow; of a run without complaints, that there are none. */
export function renderComplaints(material: ReportMaterial): Markup {
  const [first, ...more] = complaintsOf(material.document);
  const examples = more.length > MANY ? 1 : EXAMPLES;
  return html`<section id="findings" aria-labelledby="h-findings"><h2 id="h-findings">${headingOf(first)}</h2>
${first ? renderFirst(first, material) : html`<p>No requirement was found broken, and nobody has to look at anything.</p>`}
${renderUnjudged(material)}
${more.length > 0 && html`<h2>More (${more.length})</h2>`}
${more.map((requirement) => renderMore(requirement, material, examples))}
</section>`;
}

function headingOf(first: RequirementResult | undefined): string {
  if (!first) return "Findings";
  return toneOf(first.result) === "bad" ? "First failure" : "First to look at";
}

function renderFirst(requirement: RequirementResult, material: ReportMaterial): Markup {
  const [first, ...others] = complaintsAbout(requirement, material);
  const rule = html`<p class="rule">${requirement.rule} ${renderSource(requirement, material)}</p>`;
  if (!first) return rule;
  return html`<div class="pair first"><div>${renderComplaint(first, rule)}</div>
${first.story.calls.length > 0 && html`<section><h3>The flow of this scenario</h3>${drawFlow(first.story, html)}</section>`}</div>
${others.slice(0, EXAMPLES - 1).map((other) => renderComplaint(other))}`;
}

function renderMore(requirement: RequirementResult, material: ReportMaterial, examples: number): Markup {
  const { id, result, rule } = requirement;
  const complaints = complaintsAbout(requirement, material);
  const left = complaints.length - examples;
  return html`<details class="complaint ${toneOf(result)}" data-print><summary><b class="result ${toneOf(result)}">${wordsOf(result)}</b> <b>${id}</b> ${rule}</summary>
${renderSource(requirement, material)}
${complaints.slice(0, examples).map((complaint) => renderComplaint(complaint))}
${left > 0 && html`<p>${left} more in <a href="#${id}">its scenarios</a>.</p>`}</details>`;
}

function renderSource(requirement: RequirementResult, material: ReportMaterial): Markup {
  const source = sourceOf(requirement, material);
  return source === "" ? html`` : html`<small>Source: ${source}</small>`;
}

/** One complaint for each wording, in the order of the run. */
function complaintsAbout({ id, result }: RequirementResult, { stories }: ReportMaterial): readonly Complaint[] {
  const found = stories.flatMap((story) =>
    story.judgements
      .filter((judgement) => judgement.requirement === id && judgement.result === result)
      .map((judgement) => ({ story, judgement })),
  );
  const alike = groupBy(found, ({ judgement }) =>
    JSON.stringify([judgement.expected, judgement.actual, judgement.hint]),
  );
  return [...alike.values()].flatMap(([first, ...same]) => (first ? [{ ...first, others: same.length }] : []));
}

function renderComplaint({ story, judgement, others }: Complaint, rule: Content = ""): Markup {
  const scene = html`<p class="scene">In <a href="#${story.place}">${story.name}</a> <small>${story.place}${others > 0 && `, and ${others} more`}</small></p>`;
  return tellFault(judgement, html, { above: [rule, scene], below: tellRerun(story.rerun, html), level: 3 });
}

function renderUnjudged({ document }: ReportMaterial): Markup {
  const musts = unjudgedMusts(document);
  if (musts.length === 0) return html``;
  return html`<div class="fault bad"><p><b class="result bad">UNTESTABLE</b> ${musts.length} MUST that no scenario judged: ${musts.map((id) => html`<a href="#${id}">${id}</a> `)}</p></div>`;
}
