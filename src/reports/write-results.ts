import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { ResultDocument } from "./result-document.ts";
import { renderMarkdown } from "./summary-markdown.ts";

/** Writes what Cucumber does not: `result.json` and `summary.md`. */
export async function writeResults(folder: string, document: ResultDocument): Promise<void> {
  await writeFile(path.join(folder, "result.json"), `${JSON.stringify(document, null, 2)}\n`);
  await writeFile(path.join(folder, "summary.md"), renderMarkdown(document));
}
