import type { ISourcesCoordinates } from "@cucumber/cucumber/api";
import type { EpochMs } from "../clock.ts";
import type { ShardFacts } from "../compare/shard.ts";
import type { Recording } from "../evidence/recording.ts";
import type { CertifiedIssuer } from "../reports/result-document.ts";
import type { MailHogLocation } from "../testbed/mailhog-sink.ts";
import type { Requirement } from "../verdict/catalogue.ts";
import type { JudgeOptions } from "../verdict/judge-run.ts";
import type { Plan } from "../verdict/requirement-result.ts";
import { type Certification, openCertification } from "./certification.ts";
import { findMailHog } from "./mailhog-option.ts";
import { openRecording, readRecording, refuseMisplaced } from "./recording-option.ts";
import type { RunOptions } from "./run-options.ts";
import { checkSelection, onlyFilesOf, toSources } from "./scenario-selection.ts";
import { requireSeed, selectShard } from "./shard-selection.ts";
import type { Site } from "./site.ts";

/** All that a run needs to know before anything is started. */
export interface RunPlan {
  readonly seed: string;
  readonly startedAt: EpochMs;
  readonly sources: ISourcesCoordinates;
  /** How its messages are judged. */
  readonly scope: JudgeOptions;
  /** What stands in the place of something simulated. */
  readonly bound: {
    readonly profile?: string;
    readonly mailHog?: MailHogLocation;
    readonly record?: string;
    readonly replay?: string;
  };
  readonly certified?: CertifiedIssuer;
  /** Which part of a run it is, if a part. */
  readonly shard?: ShardFacts;
}

/** Finds out what is to be run, and that it can be. Throws whatever is wrong with the options, before anything is started. */
export async function planRun(paths: readonly string[], options: RunOptions, site: Site): Promise<RunPlan> {
  const { cwd, clock, terminal, shipped } = site;
  requireSeed(options);
  const tape = await openTape(options, cwd);
  const { seed = options.seed ?? site.freshSeed() } = tape;
  const certification = await certificationOf(options, tape, site);
  for (const warning of certification?.warnings ?? []) terminal.note(`${warning}\n`);
  const tags = bothTags(options.tags, certification?.tags);
  const selected = paths.length > 0 ? paths : [shipped.features];
  const asked = toSources({ paths: selected, tags, order: options.order, seed });
  const places = await checkSelection(asked, cwd);
  const sources = paths.length > 0 ? asked : onlyFilesOf(places, asked);
  const mailHog = await findMailHog(options, clock);
  const catalogue = await shipped.loadRequirements();
  const startedAt = clock.now();
  const scope = { catalogue, plan: toPlan(paths, options.tags), ...judgedBy(certification, catalogue, startedAt) };
  const part = options.shard && selectShard({ sources, places, ...scope }, options.shard);
  return {
    seed,
    startedAt,
    sources: part?.sources ?? sources,
    scope: part ? { ...scope, plan: "filtered" } : scope,
    bound: { ...tape.bound, ...(mailHog && { mailHog }), ...(certification && { profile: certification.profile }) },
    ...(certification && { certified: certification.certified }),
    ...(part && { shard: part.facts }),
  };
}

function certificationOf({ profile, parallel }: RunOptions, { recording }: Tape, site: Site) {
  return profile === undefined ? undefined : openCertification(profile, { parallel, recording }, site);
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
