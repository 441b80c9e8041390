import type { AddCommand } from "./command.ts";

export const addPki: AddCommand = (program, site, finish) => {
  program
    .command("pki")
    .description("write test certificates and keys for an issuer backend on this machine and the D1 that calls it")
    .argument("<folder>", "where they go")
    .addHelpText("after", "\nExample:\n  $ stepproof pki certificates\n")
    .action(async (folder: string) => {
      // Loaded here, so that no other command waits for the certificate code.
      const { pki } = await import("./pki.ts");
      finish(await pki(folder, site));
    });
};
