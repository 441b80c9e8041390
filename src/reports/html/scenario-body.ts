import type { Content, Html, Markup, PageCode } from "./markup.ts";
import type { Judgement, Story, StoryStep } from "./story.ts";

// Runs in the page too, so this file stands alone: what it needs of others comes as an argument.

/** What a scenario is told with. */
export interface Telling {
  readonly html: Html;
  readonly drawFlow: (story: Story, html: Html) => Markup;
  readonly listFlow: (story: Story, html: Html) => Markup;
}

/** What stands in a fault besides itself, such as its rule. */
interface Around {
  readonly above?: Content;
  readonly below?: Content;
  /** Of its heading; default 4, as within a scenario. */
  readonly level?: 3 | 4;
}

/** Everything of a scenario below its headline. */
export function tellScenario(story: Story, { html, drawFlow, listFlow }: Telling): Markup {
  const wrong = story.judgements.filter(({ result }) => result !== "PASS" && result !== "NOT_APPLICABLE");
  const held = story.judgements.filter((judgement) => !wrong.includes(judgement));
  return html`<div class="told">${tellRerun(story.rerun, html)}
${wrong.map((judgement) => tellFault(judgement, html))}
<div class="pair"><section><h4>Steps</h4>${tellSteps(story.steps, html)}${tellMessages(story, html)}</section>
${story.calls.length > 0 && html`<section><h4>Flow</h4>${drawFlow(story, html)}<details><summary>The flow as a list</summary>${listFlow(story, html)}</details></section>`}</div>
${story.pictures.length > 0 && tellPictures(story, html)}
${held.length > 0 && tellHeld(held, html)}</div>`;
}

/** What is wrong: expected beside actual, and how to mend it. */
export function tellFault(judgement: Judgement, html: Html, { above, below, level = 4 }: Around = {}): Markup {
  const { requirement, result, expected, actual, hint, attribution, file, calls, times } = judgement;
  const where = [
    attribution !== undefined && `At fault: ${attribution.toLowerCase()}. `,
    calls.length > 0 && `Seen at ${calls.length === 1 ? "call" : "calls"} ${calls.join(", ")} of the flow. `,
    times > 1 && `Found ${times} times. `,
    file !== undefined && html`In <code>${file}</code>.`,
  ];
  return html`<article class="fault ${toneOf(result)}"><h${level}><b class="result ${toneOf(result)}">${wordsOf(result)}</b> <a href="#${requirement}">${requirement}</a></h${level}>${above}
<dl class="beside"><div><dt>Expected</dt><dd>${expected}</dd></div><div><dt>Actual</dt><dd>${actual}</dd></div></dl>
<p>${hint !== undefined && html`<b>Fix:</b> ${hint}`} <small>${where}</small></p>
${judgement.correction && tellCorrection(judgement.correction, html)}${below}</article>`;
}

/** What to type to see a scenario again. */
export function tellRerun(rerun: string, html: Html): Markup {
  return html`<p class="rerun">Run it again: <code>${rerun}</code></p>`;
}

/** The scenarios in which a requirement was judged, each with what was found there. */
export function linkScenarios(id: string, stories: readonly Story[], html: Html): Markup {
  const judged = stories.flatMap(({ place, name, judgements }) => {
    const own = judgements.find(({ requirement }) => requirement === id);
    return own ? [{ place, name, result: own.result }] : [];
  });
  const tones = ["bad", "doubt", "good", "neutral"];
  const worstFirst = judged.toSorted((a, b) => tones.indexOf(toneOf(a.result)) - tones.indexOf(toneOf(b.result)));
  const items = worstFirst.map(
    ({ place, name, result }) =>
      html`<li><b class="result ${toneOf(result)}">${wordsOf(result)}</b> <a href="#${place}">${name}</a> <small>${place}</small></li>`,
  );
  return html`<p>Judged in ${judged.length} ${judged.length === 1 ? "scenario" : "scenarios"}:</p><ul>${items}</ul>`;
}

function tellCorrection({ remove, add }: NonNullable<Judgement["correction"]>, html: Html): Markup {
  return html`<pre>${remove.map((line) => `- ${line}\n`)}${add.map((line) => `+ ${line}\n`)}</pre>`;
}

function tellSteps(steps: readonly StoryStep[], html: Html): Markup {
  return html`<ul class="steps">${steps.map(
    ({ word, text, status, failure }) =>
      html`<li class="${status === "PASSED" ? "good" : toneOf(status)}"><span class="mark">${markOf(status)}</span> <b>${word}</b> ${text}${status !== "PASSED" && html` <small>${status.toLowerCase()}</small>`}${failure !== undefined && html`<pre>${failure}</pre>`}</li>`,
  )}</ul>`;
}

/** A message as its reader gets it; codes and digits are taken out. */
function tellMessages({ calls }: Story, html: Html): Content {
  return calls.map(({ text, title, to, from }, index) => {
    if (text === undefined) return "";
    const kind = to === "sms" ? "SMS from" : "E-mail:";
    return html`<figure class="${to}"><figcaption>${kind} ${title ?? ""} <small>call ${index + 1}, sent by ${from === "d1" ? "D1" : "the issuer"}</small></figcaption><blockquote dir="auto">${text}</blockquote></figure>`;
  });
}

function tellPictures({ pictures }: Story, html: Html): Markup {
  return html`<div class="pictures">${pictures.map(
    ({ file, of, view }) =>
      html`<figure><a href="${file}"><img src="${file}" loading="lazy" alt="${of}, ${view}"></a><figcaption>${of}, ${view}</figcaption></figure>`,
  )}</div>`;
}

function tellHeld(held: readonly Judgement[], html: Html): Markup {
  const rows = held.map(
    ({ requirement, result, expected, actual, calls }) =>
      html`<tr class="${toneOf(result)}"><th scope="row"><a href="#${requirement}">${requirement}</a></th><td>${wordsOf(result)}</td><td>${expected}</td><td>${actual}</td><td>${calls.join(", ")}</td></tr>`,
  );
  return html`<details class="held"><summary>${held.length} more ${held.length === 1 ? "finding" : "findings"}, none of them bad</summary>
<div class="scroll" tabindex="0" role="region" aria-label="Findings that are not bad"><table><caption class="unseen">Findings that are not bad</caption>
<thead><tr><th scope="col">Requirement</th><th scope="col">Result</th><th scope="col">Expected</th><th scope="col">Actual</th><th scope="col">Calls</th></tr></thead>
<tbody>${rows}</tbody></table></div></details>`;
}

/** "not applicable", for people. */
export function wordsOf(result: string): string {
  return result.replaceAll("_", " ");
}

export function toneOf(result: string): string {
  if (/^(FAIL|ERROR|UNTESTABLE|FAILED|UNDEFINED|AMBIGUOUS|PENDING|UNKNOWN)$/.test(result)) return "bad";
  if (/^(WARN|WAIVED|FLAKY|REVIEW)$/.test(result)) return "doubt";
  return result === "PASS" ? "good" : "neutral";
}

function markOf(status: string): string {
  if (status === "PASSED") return "✓";
  return status === "SKIPPED" ? "–" : "✗";
}

export const scenarioCode: PageCode = [
  tellScenario,
  tellFault,
  tellRerun,
  linkScenarios,
  tellCorrection,
  tellSteps,
  tellMessages,
  tellPictures,
  tellHeld,
  wordsOf,
  toneOf,
  markOf,
];
