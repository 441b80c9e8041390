import { InvalidArgumentError } from "commander";
import type { AddCommand } from "./command.ts";
import type { LoadOptions } from "./load.ts";
import { toSeed } from "./seed-option.ts";

export const addLoad: AddCommand = (program, site, finish) => {
  program
    .command("load")
    .description("play many step-ups at a time, measure them, and account for every message")
    .option("--flows <number>", "how many step-ups", toCount, 1_000)
    .option("--rate <number>", "how many begin in a second (default: as fast as they go)", toRate)
    .option("--at-once <number>", "how many are under way at a time", toCount, 32)
    .option("--profile <file>", "the run file of the issuer (default: everything embedded)")
    .option("--seed <seed>", "repeats the chance of an earlier load: letters, digits, - and _", toSeed)
    .option(
      "--faults <percent>",
      "how much goes wrong on purpose on the carriers' and the issuer's legs, like 5%",
      toPercent,
    )
    .option("--json", "print the report as JSON")
    .addHelpText("after", "\nExample:\n  $ stepproof load --flows 10000 --rate 200\n")
    .action(async (options: LoadOptions) => {
      // Loaded here, so that no other command waits for the systems' code.
      const { load } = await import("./load.ts");
      finish(await load(options, site));
    });
};

function toCount(text: string): number {
  if (/^[1-9]\d{0,7}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It is a whole number from 1 to 99999999.");
}

function toRate(text: string): number {
  const rate = Number(text);
  if (/^\d{1,6}(\.\d{1,3})?$/.test(text) && rate > 0) return rate;
  throw new InvalidArgumentError("It is a number above 0, like 200 or 0.5.");
}

function toPercent(text: string): number {
  const [, digits] = /^(\d{1,2}(?:\.\d{1,2})?)%$/.exec(text) ?? [];
  if (digits !== undefined) return Number(digits);
  throw new InvalidArgumentError("It is a share below 100, like 5% or 0.5%.");
}
