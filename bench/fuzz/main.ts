import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { servers, type TargetName, targets } from "./fuzz-target.ts";
import { describeOutcome, isSound } from "./report.ts";
import { type ChildOptions, type ChildOutcome, runChild } from "./run-child.ts";

// Fires changed sessions at the servers, each in a process of its own, and exits 1 where one crashed, hung or grew.
// npm run fuzz -- --inputs 1000000 --seed 7          the inputs shared among the four servers
// npm run fuzz -- --server readers --inputs 100000   the parsers alone, without sockets
// npm run fuzz -- --server smtp --seed 7 --replay 5392-5407     some inputs once more, over one connection at a time

const { values } = parseArgs({
  options: {
    inputs: { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
    server: { type: "string", multiple: true, default: [...servers] },
    replay: { type: "string" },
  },
});

const chosen = targets.filter((server) => values.server.includes(server));
const outcomes = await runAll(chosen.map((server) => toChildOptions(server)));
const isGood = outcomes.length > 0 && outcomes.every(isSound);
const inputs = outcomes.reduce((sum, { result }) => sum + (result?.inputs ?? 0), 0);
process.stdout.write(
  `${inputs} inputs, seed ${values.seed}: ${isGood ? "no crash, no hang, memory flat" : "NOT SOUND"}\n`,
);
process.exitCode = isGood ? 0 : 1;

function toChildOptions(server: TargetName): ChildOptions {
  const { seed, replay } = values;
  if (replay === undefined) return { server, seed, inputs: Math.ceil(Number(values.inputs) / chosen.length), first: 0 };
  const [from = 0, to = from] = replay.split("-").map(Number);
  return { server, seed, first: from, inputs: to - from + 1, lanes: 1 };
}

/** As many at a time as there are cores. */
async function runAll(children: readonly ChildOptions[]): Promise<readonly ChildOutcome[]> {
  const waiting = [...children];
  const done: ChildOutcome[] = [];
  const lanes = Array.from({ length: Math.max(1, Math.min(availableParallelism(), 4)) }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const outcome = await runChild(next);
      process.stdout.write(describeOutcome(outcome, next.seed));
      done.push(outcome);
    }
  });
  await Promise.all(lanes);
  return done;
}
