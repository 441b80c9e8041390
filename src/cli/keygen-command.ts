import type { AddCommand } from "./command.ts";
import { keygen } from "./keygen.ts";

export const addKeygen: AddCommand = (program, site, finish) => {
  program
    .command("keygen")
    .description("make a pair of keys: one signs certificates, the other lets everybody verify them")
    .argument("[folder]", "where they go", ".")
    .addHelpText("after", "\nExample:\n  $ stepproof keygen keys\n")
    .action(async (folder: string) => finish(await keygen(folder, site)));
};
