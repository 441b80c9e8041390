import { InvalidArgumentError } from "commander";
import type { AddCommand } from "./command.ts";
import type { SignOptions } from "./sign.ts";

export const addSign: AddCommand = (program, site, finish) => {
  program
    .command("sign")
    .description("sign a run's folder: the certificate vouches for every file in it")
    .argument("<folder>", "the folder of a run, like reports/latest")
    .requiredOption("--key <file>", "the private key of stepproof keygen")
    .option("--days <days>", "how long it holds", toDays, 90)
    .option("--kills <file>", "what stepproof mutants --json printed: the certificate names the score")
    .option("--report", "sign a run that failed or was filtered: a report, which is no certificate")
    .addHelpText("after", "\nExample:\n  $ stepproof sign reports/latest --key keys/stepproof.key\n")
    .action(async (folder: string, options: SignOptions) => {
      // Loaded here, so that no other command waits for its code.
      const { sign } = await import("./sign.ts");
      finish(await sign(folder, options, site));
    });
};

const MOST_DAYS = 366;

function toDays(text: string): number {
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (days >= 1 && days <= MOST_DAYS) return days;
  throw new InvalidArgumentError(`It is a whole number of days from 1 to ${MOST_DAYS}.`);
}
