import { InvalidArgumentError } from "commander";
import type { Shard } from "../compare/shard.ts";

/** Reads what --shard says. */
export function toShard(text: string): Shard {
  const [index = 0, total = 0] = (/^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? []).slice(1).map(Number);
  if (index >= 1 && index <= total) return { index, total };
  throw new InvalidArgumentError("It is like 1/4: the shard's number and how many there are.");
}
