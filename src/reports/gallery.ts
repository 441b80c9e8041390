import type { ScenarioResult } from "../verdict/judge-run.ts";
import type { LocatedFinding } from "../verdict/requirement-result.ts";
import { galleryStyle } from "./gallery-style.ts";
import { escapeHtml } from "./html/markup.ts";
import { PICTURES_FOLDER, type Picture, picturesOf } from "./picture-facts.ts";
import type { ResultDocument } from "./result-document.ts";
import { verdictWords } from "./wording.ts";

/** One message: its pictures, and what was found of it. */
interface Exhibit {
  readonly language: string;
  readonly channel: Picture["channel"];
  readonly pictures: readonly Picture[];
  readonly findings: readonly LocatedFinding[];
  readonly rules: Rules;
}

/** What each requirement says, by its id. */
type Rules = ReadonlyMap<string, string>;

/**
 * `messages.html`: per language and channel the message as the End User sees it, next to what was found. The pictures
 * lie beside it. Undefined where no picture was taken.
 */
export function renderGallery(document: ResultDocument): string | undefined {
  const exhibits = document.scenarios.flatMap((scenario) => exhibitOf(scenario, document));
  if (exhibits.length === 0) return undefined;
  const languages = [...new Set(exhibits.map(({ language }) => language))].sort();
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'; style-src 'unsafe-inline'">
<title>Messages – Stepproof</title>
<style>${galleryStyle}</style>
</head>
<body>
<header>
<h1>The messages, as the End User sees them</h1>
<p>${escapeHtml(verdictWords(document.verdict))}. Codes and card digits are zeros in these pictures; what was judged were the real ones.</p>
<nav aria-label="Languages">${languages.map((language) => `<a href="#${escapeHtml(language)}">${escapeHtml(nameOf(language))}</a>`).join(" ")}</nav>
</header>
<main>
${languages.map((language) => renderLanguage(language, exhibits)).join("\n")}
</main>
</body>
</html>
`;
}

function exhibitOf(scenario: ScenarioResult, { requirements }: ResultDocument): readonly Exhibit[] {
  const pictures = picturesOf(scenario);
  const [first] = pictures;
  if (!first) return [];
  const findings = requirements.flatMap((requirement) => requirement.findings);
  const own = findings.filter(({ scenario: place }) => place?.uri === scenario.uri && place.line === scenario.line);
  const rules = new Map(requirements.map(({ id, rule }) => [id, rule]));
  return [{ language: first.language, channel: first.channel, pictures, findings: own, rules }];
}

function renderLanguage(language: string, exhibits: readonly Exhibit[]): string {
  const own = exhibits.filter((exhibit) => exhibit.language === language);
  return `<section id="${escapeHtml(language)}" aria-labelledby="h-${escapeHtml(language)}">
<h2 id="h-${escapeHtml(language)}">${escapeHtml(nameOf(language))} <small>${escapeHtml(language)}</small></h2>
${own.map(renderExhibit).join("\n")}
</section>`;
}

function renderExhibit(exhibit: Exhibit): string {
  const { channel, pictures } = exhibit;
  return `<article>
<h3>${channel}</h3>
<div class="pictures">${pictures.map(renderPicture).join("")}</div>
${renderFindings(exhibit)}
</article>`;
}

const renderPicture = ({ file, channel, language, view }: Picture): string =>
  `<figure class="${view.startsWith("desktop") ? "desktop" : "phone"}"><a href="${PICTURES_FOLDER}/${file}"><img src="${PICTURES_FOLDER}/${file}" loading="lazy" alt="${channel} in ${escapeHtml(nameOf(language))}, ${escapeHtml(view)}"></a><figcaption>${escapeHtml(view)}</figcaption></figure>`;

/** What is wrong first and in full; what holds for whoever asks. */
function renderFindings({ findings, rules }: Exhibit): string {
  const wrong = findings.filter(({ result }) => result !== "PASS" && result !== "NOT_APPLICABLE");
  const held = new Set(findings.filter(({ result }) => result === "PASS").map(({ requirement }) => requirement));
  for (const { requirement } of wrong) held.delete(requirement);
  return `${wrong.length > 0 ? `<ul>${wrong.map((finding) => renderFault(finding, rules)).join("")}</ul>` : ""}${renderHeld([...held].sort(), rules)}`;
}

function renderFault({ requirement, result, actual, hint = "" }: LocatedFinding, rules: Rules): string {
  const name = `<b class="${result.toLowerCase()}">${result} ${requirement}</b>`;
  return `<li>${name} ${escapeHtml(rules.get(requirement) ?? "")}<br>Found: ${escapeHtml(actual)}.<br><i>${escapeHtml(hint)}</i></li>`;
}

function renderHeld(ids: readonly string[], rules: Rules): string {
  if (ids.length === 0) return '<p class="held">Nothing was found to hold.</p>';
  const items = ids.map((id) => `<li><b>${id}</b> ${escapeHtml(rules.get(id) ?? "")}</li>`).join("");
  const count = ids.length === 1 ? "1 requirement holds" : `${ids.length} requirements hold`;
  return `<details class="held"><summary>${count}</summary><ul>${items}</ul></details>`;
}

function nameOf(tag: string): string {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
