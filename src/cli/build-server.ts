import { appendFile } from "node:fs/promises";
import { renderAnnotations, renderStepSummary } from "../reports/github.ts";
import type { ResultDocument } from "../reports/result-document.ts";
import type { Site } from "./site.ts";

/**
 * On GitHub the summary of the step and the annotations are written without being asked for. The annotations go to
 * stderr, which GitHub reads, too: what a pipe takes stays clean.
 */
export async function tellBuildServer(document: ResultDocument, { env, terminal }: Site): Promise<void> {
  if (env["GITHUB_ACTIONS"] !== "true") return;
  terminal.note(renderAnnotations(document));
  const file = env["GITHUB_STEP_SUMMARY"];
  if (file !== undefined && file !== "") await appendFile(file, renderStepSummary(document));
}
