import { cp, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { mergeRuns, type ShardResult, type ShardRun } from "../compare/merge-runs.ts";
import { causeCode, StepproofError } from "../errors.ts";
import { PICTURES_FOLDER } from "../reports/picture-facts.ts";
import { openReportFolder, pointLatestAt } from "../reports/report-folder.ts";
import { writeResults } from "../reports/write-results.ts";
import type { Envelope } from "../verdict/envelope.ts";
import { readResultFile } from "./result-file.ts";
import { renderResult } from "./result-output.ts";
import type { Site } from "./site.ts";

export interface MergeOptions {
  readonly out?: string;
  readonly json?: true;
}

/**
 * Puts the shards of a run together, writes the reports of the whole and says what came out. Returns the whole's exit
 * code. Throws RESULT_…, SHARD_INVALID, MESSAGES_…, MERGE_REFUSED, REPORT_UNWRITABLE.
 */
export async function merge(folders: readonly string[], options: MergeOptions, site: Site): Promise<number> {
  const { cwd, clock, terminal, shipped } = site;
  const shards = await Promise.all(folders.map((folder) => readShard(folder, cwd)));
  const { envelopes, document } = mergeRuns(shards, await shipped.loadRequirements());
  const place = { cwd, startedAt: clock.now(), ...(options.out !== undefined && { out: options.out }) };
  const folder = await openReportFolder(place);
  for (const each of folders) await copyPictures(path.resolve(cwd, each), folder.path);
  const messages = envelopes.map((envelope) => `${JSON.stringify(envelope)}\n`);
  await writeFile(path.join(folder.path, "messages.ndjson"), messages.join(""));
  await writeResults(folder.path, document);
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

async function readMessages(folder: string): Promise<readonly Envelope[]> {
  const file = path.join(folder, "messages.ndjson");
  try {
    const lines = (await readFile(file, "utf8")).split("\n").filter((line) => line !== "");
    return lines.map((line) => JSON.parse(line) as Envelope);
  } catch (cause) {
    throw new StepproofError("MESSAGES_UNREADABLE", `${file} cannot be read (${causeCode(cause) ?? "no JSON"})`, {
      hint: "Name the folder of a run that ended.",
      attribution: "CONFIGURATION",
      cause,
    });
  }
}

/** A run without pictures has no folder for them. */
async function copyPictures(from: string, to: string): Promise<void> {
  await cp(path.join(from, PICTURES_FOLDER), path.join(to, PICTURES_FOLDER), { recursive: true }).catch((error) => {
    if (causeCode(error) !== "ENOENT") throw error;
  });
}

const noShard = (folder: string): StepproofError =>
  new StepproofError("SHARD_INVALID", `${folder} holds no shard of a run`, {
    hint: "Make one with: stepproof run --shard 1/2 --seed SEED --out FOLDER",
    attribution: "CONFIGURATION",
  });
