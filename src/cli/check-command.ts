import type { CheckTemplatesOptions } from "./check-templates.ts";
import type { AddCommand } from "./command.ts";

export const addCheck: AddCommand = (program, site, finish) => {
  const check = program.command("check").description("the static checks alone, without any system running");
  check
    .command("templates")
    .description("judge message templates: placeholders, wording, encoding, what a phone would fill in")
    .argument("[folder]", "a folder with a folder a language (default: the run file's, else the shipped example's)")
    .option("--profile <file>", "the run file that says what they must serve")
    .option("--languages <tags>", "languages that must be served, like de,fr", toTags, [])
    .option("--json", "print the findings as JSON")
    .addHelpText("after", "\nExample:\n  $ stepproof check templates bank/templates --languages de,fr-CH\n")
    .action(async (folder: string | undefined, options: CheckTemplatesOptions) => {
      // Loaded here, so that no other command waits for its code.
      const { checkTemplates } = await import("./check-templates.ts");
      finish(await checkTemplates(folder, options, site));
    });
};

const toTags = (list: string): readonly string[] =>
  list
    .split(",")
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");
