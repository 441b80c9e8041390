import { describeAccounts } from "../../evidence/ledger.ts";
import { colours } from "../../verdict/severity.ts";
import { exitCodes } from "../../verdict/verdict.ts";
import type { ResultDocument } from "../result-document.ts";
import { complaintsOf, countWords, unjudgedMusts, verdictWords } from "../wording.ts";
import { html, type Markup } from "./markup.ts";
import type { ReportMaterial } from "./report-material.ts";

/** The verdict, in what it consists, and what is wrong with the run itself. */
export function renderHeadline({ document }: ReportMaterial): Markup {
  const { verdict, counts, plan, issuer, accounts, problems, notices } = document;
  return html`<header class="${toneOf(document)}">
<p class="kind">Stepproof report${issuer && html` for <b>${issuer.name}</b>`}</p>
<h1>${verdictWords(verdict)}</h1>
<p>${plan === "filtered" && html`<b>Of the selected scenarios only.</b> `}${countWords("requirement", counts.requirements).replaceAll("_", " ")}.<br>
${countWords("scenario", counts.scenarios)}, in ${secondsOf(document)} s.${
    accounts &&
    html`<br>
Messages: ${describeAccounts(accounts)}.`
  }</p>
${problems.map((problem) => html`<p class="problem"><b>Problem:</b> ${problem}</p>`)}
${notices.map((notice) => html`<p class="notice"><b>Note:</b> ${notice}</p>`)}
<nav aria-label="Sections"><a href="#findings">${findingsWord(document)}</a> <a href="#requirements">Requirements</a> <a href="#scenarios">Scenarios</a> <a href="#run">The run</a></nav>
</header>`;
}

function toneOf({ verdict }: ResultDocument): string {
  if (exitCodes[verdict] !== 0) return "bad";
  return verdict === "CONFORMANT" ? "good" : "doubt";
}

const secondsOf = ({ startedAt, finishedAt }: ResultDocument): string =>
  ((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000).toFixed(1);

function findingsWord(document: ResultDocument): string {
  const complaints = complaintsOf(document);
  const red = complaints.filter(({ result }) => colours[result] === "red").length + unjudgedMusts(document).length;
  if (red > 0) return `What is wrong (${red})`;
  return complaints.length > 0 ? `What to look at (${complaints.length})` : "Findings";
}
