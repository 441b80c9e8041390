import { createHash } from "node:crypto";
import type { Requirement } from "../verdict/catalogue.ts";
import type { Plan } from "../verdict/requirement-result.ts";

/** One of several parts of a run: the `index`-th of `total`, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly total: number;
}

/** What `result.json` says of a shard, so that all of them can be put together again. */
export interface ShardFacts extends Shard {
  /** The plan of the whole. */
  readonly plan: Plan;
  /** Of all scenarios of the whole, `file:line` each: SHA-256, hexadecimal. */
  readonly selection: string;
  /** What the whole judges, and of whom; absent: the whole catalogue. */
  readonly planned?: readonly Pick<Requirement, "id" | "underTest">[];
}

/** Every `total`-th scenario, beginning with the `index`-th: neighbours cost alike, so the shards do. */
export function takeShard(places: readonly string[], { index, total }: Shard): readonly string[] {
  return places.filter((_, position) => position % total === index - 1);
}

/** The same for the same scenarios, whatever their order. */
export function digestOf(places: readonly string[]): string {
  return createHash("sha256").update(places.toSorted().join("\n")).digest("hex");
}
