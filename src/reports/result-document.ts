import type { EpochMs } from "../clock.ts";
import type { RunResult } from "../verdict/judge-run.ts";

/** What a run knows of itself besides its messages. */
export interface RunFacts {
  /** Of Stepproof. */
  readonly version: string;
  readonly seed: string;
  readonly startedAt: EpochMs;
  readonly finishedAt: EpochMs;
}

/** `result.json`. Members are only ever added within a schema version. Times are ISO 8601, UTC; durations ms. */
export interface ResultDocument extends RunResult {
  readonly schemaVersion: 1;
  readonly stepproof: string;
  readonly node: string;
  readonly seed: string;
  readonly startedAt: string;
  readonly finishedAt: string;
}

export function toResultDocument(run: RunResult, facts: RunFacts): ResultDocument {
  return {
    schemaVersion: 1,
    stepproof: facts.version,
    node: process.versions.node,
    seed: facts.seed,
    startedAt: new Date(facts.startedAt).toISOString(),
    finishedAt: new Date(facts.finishedAt).toISOString(),
    ...run,
  };
}
