import path from "node:path";
import { type CoveredRequirement, claimedCoverage, judgedCoverage } from "./coverage.ts";
import { type formats, toMarkdown, toTable } from "./requirements-table.ts";
import { readResultFile } from "./result-file.ts";
import type { Site } from "./site.ts";
import { loadTaggedScenarios } from "./tagged-scenarios.ts";

export interface RequirementsOptions {
  readonly format: (typeof formats)[number];
  readonly json?: true;
  /** Folder of a run. */
  readonly run?: string;
}

/** Prints the catalogue with its coverage: by the tags of the features, or by what one run judged. */
export async function requirements({ format, json, run }: RequirementsOptions, site: Site): Promise<number> {
  const rows = await cover(run, site);
  site.terminal.print(renderers[json ? "json" : format](rows, site.terminal.columns));
  return 0;
}

async function cover(run: string | undefined, { cwd, shipped }: Site): Promise<readonly CoveredRequirement[]> {
  const catalogue = await shipped.loadRequirements();
  if (run !== undefined) return judgedCoverage(catalogue, await readResultFile(path.resolve(cwd, run)));
  return claimedCoverage(catalogue, await loadTaggedScenarios(shipped.features, cwd));
}

type Render = (rows: readonly CoveredRequirement[], columns: number) => string;

const renderers: Readonly<Record<RequirementsOptions["format"], Render>> = {
  table: toTable,
  markdown: toMarkdown,
  json: (rows) => `${JSON.stringify(rows, null, 2)}\n`,
};
