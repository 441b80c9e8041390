import { InvalidArgumentError } from "commander";
import type { AddCommand } from "./command.ts";
import { formatHelp, toFormats } from "./format-option.ts";
import type { RunOptions } from "./run-options.ts";
import { toSeed } from "./seed-option.ts";
import { toShard } from "./shard-option.ts";

export const addRun: AddCommand = (program, site, finish) => {
  program
    .command("run")
    .description("run scenarios, judge them and write the reports")
    .argument("[paths...]", "feature files, FILE:LINE or folders (default: all that ship with Stepproof)")
    .option("--profile <file>", "the run file of the issuer to certify (default: everything embedded)")
    .option("--tags <expression>", "only scenarios with these tags; repeat it to narrow further", alsoTagged)
    .option("--out <folder>", "where the reports go (default: reports/<UTC time>)")
    .option("--parallel <number>", "worker processes, 0 for none", toWorkers, 0)
    .option("--seed <seed>", "repeats the chance of an earlier run: letters, digits, - and _", toSeed)
    .option("--order <order>", "defined, reverse, random or random:SEED", "defined")
    .option(
      "--shard <i/n>",
      "every n-th scenario, beginning with the i-th, for several machines: stepproof merge",
      toShard,
    )
    .option("--browser", "look at the messages in a browser (default with --profile)")
    .option("--no-browser", "do without a browser")
    .option("--format <formats>", formatHelp, toFormats)
    .option("--json", "print result.json instead of the summary")
    .option("--mailhog <url>", "let a MailHog elsewhere take the mail, and read it there: the URL of its HTTP API")
    .option("--mailhog-smtp <host:port>", "where that MailHog takes mail (default: port 1025 of the same host)")
    .option("--record <folder>", "keep the issuer's answers, without contacts and credentials (needs --profile)")
    .option("--replay <folder>", "play a recording instead of calling the issuer (needs --profile)")
    .addHelpText("after", '\nExample:\n  $ stepproof run --tags "@templates and not @OC-03" --parallel 2\n')
    .action(async (paths: string[], options: RunOptions) => {
      // Loaded here, so that no other command waits for Cucumber.
      const { run } = await import("./run.ts");
      finish(await run(paths, options, site));
    });
};

function alsoTagged(expression: string, earlier: string | undefined): string {
  return earlier === undefined ? expression : `(${earlier}) and (${expression})`;
}

const MOST_WORKERS = 64;

function toWorkers(text: string): number {
  if (/^\d{1,2}$/.test(text) && Number(text) <= MOST_WORKERS) return Number(text);
  throw new InvalidArgumentError(`It is a whole number from 0 to ${MOST_WORKERS}.`);
}
