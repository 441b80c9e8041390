import type { AddCommand } from "./command.ts";
import { formatHelp, toFormats } from "./format-option.ts";
import type { MergeOptions } from "./merge.ts";

export const addMerge: AddCommand = (program, site, finish) => {
  program
    .command("merge")
    .description("put the shards of a run together: the same result as one run")
    .argument("<folders...>", "the folders of all shards, in any order")
    .option("--out <folder>", "where the reports go (default: reports/<UTC time>)")
    .option("--format <formats>", formatHelp, toFormats)
    .option("--json", "print result.json instead of the summary")
    .addHelpText("after", "\nExample:\n  $ stepproof merge shard-1 shard-2 --out reports/whole\n")
    .action(async (folders: string[], options: MergeOptions) => {
      // Loaded here, so that no other command waits for its code.
      const { merge } = await import("./merge.ts");
      finish(await merge(folders, options, site));
    });
};
