import path from "node:path";
import type { EpochMs } from "../clock.ts";
import type { Shard } from "../compare/shard.ts";
import type { Recording } from "../evidence/recording.ts";
import { type Format, usualFormats } from "../reports/format-names.ts";
import { PICTURES_FOLDER } from "../reports/picture-facts.ts";
import { progressDots, progressLines } from "../reports/progress.ts";
import { openReportFolder, pointLatestAt } from "../reports/report-folder.ts";
import { toResultDocument } from "../reports/result-document.ts";
import { writeResults } from "../reports/write-results.ts";
import type { Requirement } from "../verdict/catalogue.ts";
import { type JudgeOptions, judgeRun } from "../verdict/judge-run.ts";
import type { Plan } from "../verdict/requirement-result.ts";
import { tellBuildServer } from "./build-server.ts";
import { type Certification, openCertification } from "./certification.ts";
import { findMailHog, type MailHogOptions } from "./mailhog-option.ts";
import { openRecording, type RecordingOptions, readRecording, refuseMisplaced } from "./recording-option.ts";
import { renderResult } from "./result-output.ts";
import { runFeatures } from "./run-features.ts";
import { MESSAGES_FILE } from "./run-folder.ts";
import { checkSelection, toSources } from "./scenario-selection.ts";
import { requireSeed, selectShard } from "./shard-selection.ts";
import type { Site } from "./site.ts";

export interface RunOptions extends MailHogOptions, RecordingOptions {
  readonly tags?: string;
  readonly out?: string;
  readonly parallel: number;
  readonly seed?: string;
  readonly order: string;
  /** Runs this part only. */
  readonly shard?: Shard;
  readonly json?: true;
  /** What to write the run as. */
  readonly format?: readonly Format[];
  /** Path of a run file. */
  readonly profile?: string;
  /** Whether messages are looked at in a browser; default: with a run file. */
  readonly browser?: boolean;
}

/** Runs scenarios, judges them, writes the reports and says what came out. Returns the exit code. */
export async function run(paths: readonly string[], options: RunOptions, site: Site): Promise<number> {
  const { cwd, clock, terminal, shipped } = site;
  const { order, parallel, profile } = options;
  requireSeed(options);
  const tape = await openTape(options, cwd);
  const { seed = options.seed ?? site.freshSeed(), recording } = tape;
  const certification =
    profile === undefined ? undefined : await openCertification(profile, { parallel, recording }, site);
  for (const warning of certification?.warnings ?? []) terminal.note(`${warning}\n`);
  const selected = paths.length > 0 ? paths : [shipped.features];
  const tags = bothTags(options.tags, certification?.tags);
  const sources = toSources({ paths: selected, tags, order, seed });
  const places = await checkSelection(sources, cwd);
  const mailHog = await findMailHog(options, clock);
  const catalogue = await shipped.loadRequirements();
  const startedAt = clock.now();
  const scope = { plan: toPlan(paths, options.tags), ...judgedBy(certification, catalogue, startedAt) };
  const part = options.shard && selectShard({ sources, places, ...scope }, options.shard);
  const folder = await openReportFolder({ cwd, startedAt, ...(options.out !== undefined && { out: options.out }) });
  const files = { [path.join(folder.path, MESSAGES_FILE)]: "message" };
  const onMessage = terminal.isWatched ? progressDots(terminal.note) : progressLines(terminal.note);
  const bound = {
    ...tape.bound,
    ...(mailHog && { mailHog }),
    ...(certification && { profile: certification.profile }),
  };
  // Who certifies an issuer wants to see its messages; the simulators' own are the same every day.
  const { browser = profile !== undefined } = options;
  const looking = browser ? { browser, pictures: path.join(folder.path, PICTURES_FOLDER) } : {};
  const settings = { parallel, seed, files, onMessage, ...bound, ...looking };
  const { envelopes } = await runFeatures({
    sources: part?.sources ?? sources,
    steps: shipped.steps,
    cwd,
    ...settings,
  });
  const result = judgeRun(envelopes, { catalogue, ...scope, ...(part && { plan: "filtered" }) });
  const { certified } = certification ?? {};
  const times = { startedAt, finishedAt: clock.now() };
  const shard = part && { shard: part.facts };
  const facts = { version: shipped.version, seed, ...times, ...(certified && { certified }), ...shard };
  const document = toResultDocument(result, facts);
  await writeResults(folder.path, { document, envelopes, catalogue }, options.format ?? usualFormats);
  await tellBuildServer(document, site);
  terminal.print(renderResult(document, { folder: folder.path, json: options.json }, site));
  await pointLatestAt(folder);
  return result.exitCode;
}

/** What is recorded or replayed; a replay brings its own seed, for only with it the same questions come again. */
async function openTape({ record, replay, profile, parallel }: RunOptions, cwd: string): Promise<Tape> {
  refuseMisplaced({ ...(record && { record }), ...(replay && { replay }) }, profile, parallel);
  if (record !== undefined) return { bound: { record: await openRecording(record, cwd) } };
  if (replay === undefined) return { bound: {} };
  const { file, recording } = await readRecording(replay, cwd);
  return { bound: { replay: file }, recording, seed: recording.seed };
}

interface Tape {
  readonly bound: { readonly record?: string; readonly replay?: string };
  readonly recording?: Recording;
  readonly seed?: string;
}

function bothTags(asked = "", certified = ""): string {
  return asked === "" || certified === "" ? asked + certified : `(${asked}) and (${certified})`;
}

/** What a run file adds to judging. */
function judgedBy(
  certification: Certification | undefined,
  catalogue: readonly Requirement[],
  startedAt: EpochMs,
): Pick<JudgeOptions, "planned" | "waivers" | "today"> {
  if (!certification) return {};
  const today = new Date(startedAt).toISOString().slice(0, 10);
  return { planned: certification.plan(catalogue), waivers: certification.waivers, today };
}

/** Whoever names paths or tags asks about those scenarios only. */
const toPlan = (paths: readonly string[], tags = ""): Plan => (paths.length > 0 || tags !== "" ? "filtered" : "full");
