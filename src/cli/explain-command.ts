import type { AddCommand } from "./command.ts";
import type { ExplainOptions } from "./explain.ts";

export const addExplain: AddCommand = (program, site, finish) => {
  program
    .command("explain")
    .description("one requirement: rule, source, how it is checked, how to fix it")
    .argument("<id>", "the requirement, like OC-01")
    .option("--json", "print it as JSON")
    .addHelpText("after", "\nExample:\n  $ stepproof explain OC-01\n")
    .action(async (id: string, options: ExplainOptions) => {
      const { explain } = await import("./explain.ts");
      finish(await explain(id, options, site));
    });
};
