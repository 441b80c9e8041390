import { availableParallelism } from "node:os";
import { InvalidArgumentError } from "commander";
import type { AddCommand } from "./command.ts";
import type { MutantsOptions } from "./mutants.ts";
import { toShard } from "./shard-option.ts";

export const addMutants: AddCommand = (program, site, finish) => {
  program
    .command("mutants")
    .description("run the scenarios against deliberately wrong systems: each must be caught, for the stated reason")
    .option("--only <id>", "one mutant, or all of a system: d1/wrong-code, d1")
    .option(
      "--parallel <number>",
      "processes, 0 for none of its own (default: one a core)",
      toProcesses,
      availableParallelism(),
    )
    .option("--shard <i/n>", "every n-th mutant, beginning with the i-th, for several machines", toShard)
    .option("--json", "print the kill matrix as JSON")
    .addHelpText("after", "\nExample:\n  $ stepproof mutants --only d1/wrong-code\n")
    .action(async (options: MutantsOptions) => {
      const { runMutants } = await import("./mutants.ts");
      finish(await runMutants(options, site));
    });
};

function toProcesses(text: string): number {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It is a whole number from 0 to 99.");
}
