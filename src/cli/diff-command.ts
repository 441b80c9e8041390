import type { AddCommand } from "./command.ts";
import type { DiffOptions } from "./diff.ts";

export const addDiff: AddCommand = (program, site, finish) => {
  program
    .command("diff")
    .description(
      "compare two runs, or the certificates of two: what appeared, disappeared, changed or stopped being checked",
    )
    .argument("<old>", "the folder of the earlier run, or its certificate/envelope.json")
    .argument("<new>", "the folder of the later run, or its certificate/envelope.json")
    .option("--json", "print the differences as JSON")
    .addHelpText(
      "after",
      "\nExit code: 0 nothing got worse, 1 a regression.\n\nExample:\n  $ stepproof diff reports/last-release reports/latest\n",
    )
    .action(async (older: string, newer: string, options: DiffOptions) => {
      // Loaded here, so that no other command waits for its code.
      const { diff } = await import("./diff.ts");
      finish(await diff(older, newer, options, site));
    });
};
