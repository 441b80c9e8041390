import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { StepproofError } from "../errors.ts";
import { type KillRow, parseKillRows } from "./kill-row.ts";

/** No shard takes longer, ms. */
const LIFETIME_MS = 600_000;

/**
 * Runs every `shards`-th mutant in a process of its own and returns all rows. A process and not a thread: each has its own
 * clock, sockets and loaded steps, so that what one mutant breaks cannot reach another. Throws MUTANT_SHARD_BROKE.
 */
export async function runShards(shards: number, only: string | undefined): Promise<readonly KillRow[]> {
  const results = await Promise.all(Array.from({ length: shards }, (_, index) => runShard(index + 1, shards, only)));
  return results.flat();
}

async function runShard(shard: number, shards: number, only: string | undefined): Promise<readonly KillRow[]> {
  const [program = ""] = process.argv.slice(1);
  const wanted = [
    "mutants",
    "--json",
    "--parallel",
    "0",
    "--shard",
    `${shard}/${shards}`,
    ...(only === undefined ? [] : ["--only", only]),
  ];
  const child = spawn(process.execPath, [...process.execArgv, program, ...wanted], {
    stdio: ["ignore", "pipe", "inherit"],
    timeout: LIFETIME_MS,
  });
  const [json, [code]] = await Promise.all([text(child.stdout), once(child, "close")]);
  if (code === 0 || code === 1) return parseKillRows(json);
  throw new StepproofError(
    "MUTANT_SHARD_BROKE",
    `mutants: the process of shard ${shard}/${shards} ended with ${code}`,
    {
      hint: `Run it alone: stepproof mutants --parallel 0 --shard ${shard}/${shards}.`,
      attribution: "HARNESS",
    },
  );
}
