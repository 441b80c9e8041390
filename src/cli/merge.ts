import { writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { mergeRuns, type ShardResult, type ShardRun } from "../compare/merge-runs.ts";
import { StepproofError } from "../errors.ts";
import { type Format, usualFormats } from "../reports/format-names.ts";
import { openReportFolder, pointLatestAt } from "../reports/report-folder.ts";
import { writeResults } from "../reports/write-results.ts";
import { tellBuildServer } from "./build-server.ts";
import { readResultFile } from "./result-file.ts";
import { renderResult } from "./result-output.ts";
import { copyPictures, MESSAGES_FILE, readMessages } from "./run-folder.ts";
import type { Site } from "./site.ts";

export interface MergeOptions {
  readonly out?: string;
  readonly format?: readonly Format[];
  readonly json?: true;
}

/**
 * Puts the shards of a run together, writes the reports of the whole and says what came out. Returns the whole's exit
 * code. Throws RESULT_…, SHARD_INVALID, MESSAGES_…, MERGE_REFUSED, REPORT_UNWRITABLE.
 */
export async function merge(folders: readonly string[], options: MergeOptions, site: Site): Promise<number> {
  const { cwd, clock, terminal, shipped } = site;
  const shards = await Promise.all(folders.map((folder) => readShard(folder, cwd)));
  const catalogue = await shipped.loadRequirements();
  const { envelopes, document } = mergeRuns(shards, catalogue);
  const place = { cwd, startedAt: clock.now(), ...(options.out !== undefined && { out: options.out }) };
  const folder = await openReportFolder(place);
  for (const each of folders) await copyPictures(path.resolve(cwd, each), folder.path);
  const messages = envelopes.map((envelope) => `${JSON.stringify(envelope)}\n`);
  await writeFile(path.join(folder.path, MESSAGES_FILE), messages.join(""));
  await writeResults(folder.path, { document, envelopes, catalogue }, options.format ?? usualFormats);
  await tellBuildServer(document, site);
  terminal.print(renderResult(document, { folder: folder.path, json: options.json }, site));
  await pointLatestAt(folder);
  return document.exitCode;
}

const shardFacts = z.looseObject({ shard: z.looseObject({ index: z.int(), total: z.int(), selection: z.string() }) });

async function readShard(folder: string, cwd: string): Promise<ShardRun> {
  const place = path.resolve(cwd, folder);
  const result = await readResultFile(place);
  if (!shardFacts.safeParse(result).success) throw noShard(folder);
  // What a run wrote is what a run reads again: the reader has checked the version.
  return { folder, result: result as unknown as ShardResult, envelopes: await readMessages(place) };
}

const noShard = (folder: string): StepproofError =>
  new StepproofError("SHARD_INVALID", `${folder} holds no shard of a run`, {
    hint: "Make one with: stepproof run --shard 1/2 --seed SEED --out FOLDER",
    attribution: "CONFIGURATION",
  });
