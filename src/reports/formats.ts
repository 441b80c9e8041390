import { renderAllure } from "./allure.ts";
import { renderBadge } from "./badge.ts";
import { renderCtrf } from "./ctrf.ts";
import type { Format } from "./format-names.ts";
import { renderGallery } from "./gallery.ts";
import { renderAnnotations, renderStepSummary } from "./github.ts";
import { type ReportSources, renderReport } from "./html/render-report.ts";
import { renderJunit } from "./junit.ts";
import { GALLERY_FILE } from "./picture-facts.ts";
import { renderMarkdown } from "./summary-markdown.ts";

/** A file of a run's folder. */
export interface ReportFile {
  /** Relative to the folder. */
  readonly path: string;
  readonly text: string;
}

/** The files of one format; pure, so that saved messages give the same ones again. */
export function renderFormat(format: Format, sources: ReportSources): readonly ReportFile[] {
  return renderers[format](sources);
}

const renderers: Readonly<Record<Format, (sources: ReportSources) => readonly ReportFile[]>> = {
  html: (sources) => [{ path: "report.html", text: renderReport(sources) }, ...galleryOf(sources)],
  junit: ({ document }) => [{ path: "junit.xml", text: renderJunit(document) }],
  ctrf: ({ document }) => [{ path: "ctrf.json", text: renderCtrf(document) }],
  allure: ({ document }) => renderAllure(document).map(({ name, text }) => ({ path: `allure-results/${name}`, text })),
  markdown: ({ document }) => [{ path: "summary.md", text: renderMarkdown(document) }],
  github: ({ document }) => [
    { path: "github/step-summary.md", text: renderStepSummary(document) },
    { path: "github/annotations.txt", text: renderAnnotations(document) },
  ],
  badge: ({ document }) => [{ path: "badge.svg", text: renderBadge(document) }],
};

/** Only where pictures were taken. */
function galleryOf({ document }: ReportSources): readonly ReportFile[] {
  const text = renderGallery(document);
  return text === undefined ? [] : [{ path: GALLERY_FILE, text }];
}
