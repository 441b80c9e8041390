import { createHash } from "node:crypto";
import type { Requirement } from "../../verdict/catalogue.ts";
import type { Envelope } from "../../verdict/envelope.ts";
import { GALLERY_FILE, hasPictures } from "../picture-facts.ts";
import type { ResultDocument } from "../result-document.ts";
import { verdictWords } from "../wording.ts";
import { renderComplaints } from "./complaints.ts";
import { renderHeadline } from "./headline.ts";
import { html, Markup } from "./markup.ts";
import { renderMatrix } from "./matrix.ts";
import { pack } from "./pack.ts";
import { pageScript, STORIES_ID } from "./page-script.ts";
import { reportStyle } from "./report-style.ts";
import { renderRunFacts } from "./run-facts.ts";
import { renderScenarios } from "./scenario-list.ts";
import { toStories } from "./stories.ts";

/** What a report is made of. */
export interface ReportSources {
  readonly document: ResultDocument;
  /** Every message of the run. */
  readonly envelopes: readonly Envelope[];
  /** For where each rule comes from. */
  readonly catalogue: readonly Requirement[];
}

/** `report.html`: one file that needs no other but the pictures beside it, and no network. Pure. */
export function renderReport({ document, envelopes, catalogue }: ReportSources): string {
  const stories = toStories(document, envelopes);
  const material = { document, stories, catalogue };
  const script = pageScript();
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${verdictWords(document.verdict)} – Stepproof report</title>
<style>${new Markup(reportStyle)}</style>
</head>
<body>
<a class="skip" href="#findings">Skip to what was found</a>
${renderHeadline(material)}
<main>
${renderComplaints(material)}
${hasPictures(document) && html`<p>All messages as pictures: <a href="${GALLERY_FILE}">${GALLERY_FILE}</a></p>`}
${renderMatrix(material)}
${renderScenarios(material)}
${renderRunFacts(material)}
</main>
<script type="application/json" id="${STORIES_ID}">${new Markup(toScriptJson(pack(stories)))}</script>
<script>${new Markup(script)}</script>
</body>
</html>
`.text;
}

/** Only this very style and script, and pictures beside the file. */
function policy(script: string): string {
  return `default-src 'none'; img-src 'self'; style-src '${hashOf(reportStyle)}'; script-src '${hashOf(script)}'; base-uri 'none'; form-action 'none'`;
}

const hashOf = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;

/** JSON that no parser of HTML or JavaScript takes for anything else. */
export const toScriptJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
