import type { AddCommand } from "./command.ts";
import type { MutantsOptions } from "./mutants.ts";

export const addMutants: AddCommand = (program, site, finish) => {
  program
    .command("mutants")
    .description("run the scenarios against deliberately wrong systems: each must be caught, for the stated reason")
    .option("--only <id>", "one mutant, or all of a system: d1/wrong-code, d1")
    .option("--json", "print the kill matrix as JSON")
    .addHelpText("after", "\nExample:\n  $ stepproof mutants --only d1/wrong-code\n")
    .action(async (options: MutantsOptions) => {
      const { runMutants } = await import("./mutants.ts");
      finish(await runMutants(options, site));
    });
};
