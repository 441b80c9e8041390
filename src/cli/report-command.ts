import type { AddCommand } from "./command.ts";
import { formatHelp, toFormats } from "./format-option.ts";
import type { ReportOptions } from "./report.ts";

export const addReport: AddCommand = (program, site, finish) => {
  program
    .command("report")
    .description("write the reports of an earlier run again, from its result.json and messages.ndjson")
    .argument("<folder>", "the folder of a run, like reports/latest")
    .option("--format <formats>", formatHelp, toFormats)
    .option("--out <folder>", "where they go (default: the run's own folder)")
    .addHelpText("after", "\nExample:\n  $ stepproof report reports/latest --format ctrf,allure\n")
    .action(async (folder: string, options: ReportOptions) => {
      // Loaded here, so that no other command waits for its code.
      const { report } = await import("./report.ts");
      finish(await report(folder, options, site));
    });
};
