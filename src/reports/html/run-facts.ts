import { html, type Markup } from "./markup.ts";
import type { ReportMaterial } from "./report-material.ts";

/** How the run was made, and what was accepted beforehand. */
export function renderRunFacts({ document }: ReportMaterial): Markup {
  const { stepproof, node, seed, startedAt, finishedAt, plan, exitCode, issuer, profile, shard, waivers } = document;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["Issuer", issuer && `${issuer.name} (${issuer.id})`],
    ["Run file", profile?.path],
    ["SHA-256 of the run file", profile?.digest],
    ["Stepproof", stepproof],
    ["Node", node],
    ["Seed", seed],
    ["Started", startedAt],
    ["Finished", finishedAt],
    ["Plan", plan === "full" ? "full: every MUST is owed a judgement" : "filtered: the selected scenarios only"],
    ["Shard", shard && `${shard.index} of ${shard.total}`],
    ["Exit code", String(exitCode)],
  ];
  const known = facts.filter(([, value]) => value !== undefined);
  return html`<section id="run" aria-labelledby="h-run"><h2 id="h-run">The run</h2>
<dl class="facts">${known.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
${waivers.length > 0 && renderWaivers(waivers)}
<p>Codes, card numbers and contacts were taken out before anything was written; digits of messages are zeros here.</p>
</section>`;
}

function renderWaivers(waivers: ReportMaterial["document"]["waivers"]): Markup {
  const rows = waivers.map(
    ({ requirement, reason, owner, until }) =>
      html`<tr><th scope="row"><a href="#${requirement}">${requirement}</a></th><td>${reason}</td><td>${owner}</td><td>${until}</td></tr>`,
  );
  return html`<h3>Waivers</h3><table><caption class="unseen">Shortcomings that were accepted</caption>
<thead><tr><th scope="col">Requirement</th><th scope="col">Reason</th><th scope="col">Owner</th><th scope="col">Until</th></tr></thead>
<tbody>${rows}</tbody></table>`;
}
