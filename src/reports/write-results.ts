import { writeFile } from "node:fs/promises";
import path from "node:path";
import { renderGallery } from "./gallery.ts";
import { type ReportSources, renderReport } from "./html/render-report.ts";
import { GALLERY_FILE } from "./picture-facts.ts";
import { renderMarkdown } from "./summary-markdown.ts";

/** Writes what Cucumber does not: `result.json`, `report.html`, `summary.md`, and `messages.html` where pictures were taken. */
export async function writeResults(folder: string, sources: ReportSources): Promise<void> {
  const { document } = sources;
  await writeFile(path.join(folder, "result.json"), `${JSON.stringify(document, null, 2)}\n`);
  await writeFile(path.join(folder, "report.html"), renderReport(sources));
  await writeFile(path.join(folder, "summary.md"), renderMarkdown(document));
  const gallery = renderGallery(document);
  if (gallery !== undefined) await writeFile(path.join(folder, GALLERY_FILE), gallery);
}
