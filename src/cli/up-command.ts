import type { AddCommand } from "./command.ts";
import { toSeed } from "./seed-option.ts";
import type { UpOptions } from "./up.ts";

export const addUp: AddCommand = (program, site, finish) => {
  program
    .command("up")
    .description("start the test bed and show what happens in it, until stopped")
    .option(
      "--port <name=port...>",
      "fix the port of a system: tsp, d1, issuer-backend, smpp, sms, smtp, mail, dns or faults",
    )
    .option("--seed <seed>", "repeats the chance of an earlier run: letters, digits, - and _", toSeed)
    .addHelpText("after", "\nExample:\n  $ stepproof up --port tsp=8080 mail=8025\n")
    .action(async (options: UpOptions) => {
      // Loaded here, so that no other command waits for the systems' code.
      const { up } = await import("./up.ts");
      finish(await up(options, site));
    });
};
