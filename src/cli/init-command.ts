import type { AddCommand } from "./command.ts";

export const addInit: AddCommand = (program, site, finish) => {
  program
    .command("init")
    .description("write a commented run file to start from, with templates and a zone")
    .argument("[folder]", "where they go", ".")
    .addHelpText("after", "\nExample:\n  $ stepproof init demo && stepproof run --profile demo/stepproof.yaml\n")
    .action(async (folder: string) => {
      // Loaded here, so that no other command waits for its code.
      const { init } = await import("./init.ts");
      finish(await init(folder, site));
    });
};
