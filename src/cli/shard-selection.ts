import type { ISourcesCoordinates } from "@cucumber/cucumber/api";
import { digestOf, type Shard, type ShardFacts, takeShard } from "../compare/shard.ts";
import { StepproofError } from "../errors.ts";
import type { Requirement } from "../verdict/catalogue.ts";
import type { Plan } from "../verdict/requirement-result.ts";

/** The whole that a shard is a part of. */
export interface Whole {
  readonly sources: ISourcesCoordinates;
  /** Of its scenarios, `file:line` each. */
  readonly places: readonly string[];
  readonly plan: Plan;
  /** What it judges; absent: the whole catalogue. */
  readonly planned?: readonly Requirement[];
}

export interface ShardSelection {
  readonly sources: ISourcesCoordinates;
  readonly facts: ShardFacts;
}

/** Narrows a selection to one shard. Throws SHARD_EMPTY where there are more shards than scenarios. */
export function selectShard({ sources, places, plan, planned }: Whole, shard: Shard): ShardSelection {
  const paths = takeShard(places, shard);
  if (paths.length === 0) throw empty(shard, places.length);
  const judged = planned && { planned: planned.map(({ id, underTest }) => ({ id, underTest })) };
  return {
    sources: { ...sources, paths: [...paths] },
    facts: { ...shard, plan, selection: digestOf(places), ...judged },
  };
}

/** Without the same seed the shards would not be parts of one run. Throws SEED_MISSING. */
export function requireSeed({ shard, seed }: { readonly shard?: Shard; readonly seed?: string }): void {
  if (!shard || seed !== undefined) return;
  throw new StepproofError("SEED_MISSING", "--shard needs a --seed that is the same for all shards", {
    hint: "Give each machine the number of the build, for one: --seed 4711.",
    attribution: "CONFIGURATION",
  });
}

const empty = ({ index, total }: Shard, scenarios: number): StepproofError =>
  new StepproofError("SHARD_EMPTY", `shard ${index}/${total} has no scenario: only ${scenarios} were selected`, {
    hint: "Use fewer shards.",
    attribution: "CONFIGURATION",
  });
