import type { EpochMs } from "../clock.ts";
import type { ShardFacts } from "../compare/shard.ts";
import type { RunResult } from "../verdict/judge-run.ts";

/** What a run knows of itself besides its messages. */
export interface RunFacts {
  /** Of Stepproof. */
  readonly version: string;
  readonly seed: string;
  readonly startedAt: EpochMs;
  readonly finishedAt: EpochMs;
  /** The run file's, where there was one. */
  readonly certified?: CertifiedIssuer;
  /** Which part of a run it was, if a part. */
  readonly shard?: ShardFacts;
}

/** Whose run it was, and by which run file. */
export interface CertifiedIssuer {
  readonly issuer: { readonly id: string; readonly name: string };
  readonly profile: {
    /** As it was given. */
    readonly path: string;
    /** SHA-256 of the run file, hexadecimal. */
    readonly digest: string;
  };
}

/** `result.json`. Members are only ever added within a schema version. Times are ISO 8601, UTC; durations ms. */
export interface ResultDocument extends RunResult, Partial<CertifiedIssuer> {
  readonly schemaVersion: 1;
  readonly stepproof: string;
  readonly node: string;
  readonly seed: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly shard?: ShardFacts;
}

export function toResultDocument(run: RunResult, facts: RunFacts): ResultDocument {
  return {
    schemaVersion: 1,
    stepproof: facts.version,
    node: process.versions.node,
    seed: facts.seed,
    startedAt: new Date(facts.startedAt).toISOString(),
    finishedAt: new Date(facts.finishedAt).toISOString(),
    ...facts.certified,
    ...(facts.shard && { shard: facts.shard }),
    ...run,
  };
}
