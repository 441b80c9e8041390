import { Option } from "commander";
import type { AddCommand } from "./command.ts";
import type { RequirementsOptions } from "./requirements.ts";
import { formats } from "./requirements-table.ts";

export const addRequirements: AddCommand = (program, site, finish) => {
  program
    .command("requirements")
    .description("the catalogue of what is judged, with the scenarios that claim to prove it")
    .addOption(new Option("--format <format>", "how to print it").choices(formats).default("table"))
    .option("--json", "short for --format json")
    .option("--run <folder>", "the coverage of an earlier run instead: the folder of its result.json")
    .addHelpText("after", "\nExample:\n  $ stepproof requirements --run reports/latest --format markdown\n")
    .action(async (options: RequirementsOptions) => {
      const { requirements } = await import("./requirements.ts");
      finish(await requirements(options, site));
    });
};
