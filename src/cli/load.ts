import path from "node:path";
import type { Channel } from "../checks/expectation.ts";
import { mixFaults } from "../load/fault-mix.ts";
import { openCrowd } from "../load/open-crowd.ts";
import { type Progress, runLoad } from "../load/run-load.ts";
import { isAccountedFor } from "../load/tally.ts";
import { loadRunFile, type RunFile } from "../run-file/run-file.ts";
import { bedOptionsOf } from "../testbed/run-file-bed.ts";
import { startTestBed } from "../testbed/start-test-bed.ts";
import { progressLine, renderLoad } from "./load-lines.ts";
import type { Site } from "./site.ts";
import type { Terminal } from "./terminal.ts";

export interface LoadOptions {
  readonly flows: number;
  /** A second. */
  readonly rate?: number;
  readonly atOnce: number;
  /** Path of a run file. */
  readonly profile?: string;
  readonly seed?: string;
  /** Percent of the occasions; beside the faults of the run file. */
  readonly faults?: number;
  readonly json?: true;
}

/** Real time until a message must be there, ms. */
const WAIT_MS = 10_000;

/** Plays step-ups until all are done or Ctrl-C, and says what came out. Returns 1 where a message is unaccounted for. */
export async function load(options: LoadOptions, site: Site): Promise<number> {
  const { terminal } = site;
  const { flows, rate, atOnce, seed = site.freshSeed() } = options;
  const stopped = new AbortController();
  site.onStop(() => stopped.abort());
  const runFile = await readProfile(options, site);
  const bedOptions = runFile && bedOptionsOf(runFile);
  const faults = [...(runFile?.faults ?? []), ...(options.faults === undefined ? [] : mixFaults(options.faults))];
  const bed = await startTestBed({ ...bedOptions, clock: site.clock, seed, faults });
  try {
    const channels: readonly Channel[] = runFile?.delivery.channels ?? ["sms", "email"];
    const people = await openCrowd(bed, { size: Math.min(atOnce, flows), runFile });
    const plan = {
      flows,
      channels,
      people,
      waitMs: WAIT_MS,
      signal: stopped.signal,
      ...(rate !== undefined && { rate }),
    };
    const report = await runLoad(bed, { ...plan, onProgress: showProgress(flows, terminal) });
    terminal.print(options.json ? `${JSON.stringify({ seed, ...report }, null, 2)}\n` : renderLoad(report, seed));
    return isAccountedFor(report) ? 0 : 1;
  } finally {
    await bed.close();
  }
}

async function readProfile({ profile }: LoadOptions, { cwd, env }: Site): Promise<RunFile | undefined> {
  return profile === undefined ? undefined : loadRunFile(path.resolve(cwd, profile), { env });
}

/** Real seconds between two looks: a terminal is redrawn, a pipe gets a line. */
const SECONDS_BETWEEN = { watched: 0.2, piped: 10 };

function showProgress(flows: number, { isWatched, note }: Terminal): (progress: Progress) => void {
  const between = isWatched ? SECONDS_BETWEEN.watched : SECONDS_BETWEEN.piped;
  let next = between;
  return (progress) => {
    const isLast = progress.flows === flows;
    if (progress.seconds < next && !(isLast && isWatched)) return;
    next = progress.seconds + between;
    const line = progressLine(progress, flows);
    note(isWatched ? `\r${line}${isLast ? "\n" : ""}` : `${line}\n`);
  };
}
