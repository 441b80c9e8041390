import { Command, InvalidArgumentError } from "commander";
import { fail } from "./fail.ts";
import type { MutantsOptions } from "./mutants.ts";
import { type RunOptions, run } from "./run.ts";
import type { Site } from "./site.ts";
import type { UpOptions } from "./up.ts";

/** Does what the arguments say and returns the exit code; whatever goes wrong becomes one line and a code. */
export async function runCommandLine(args: readonly string[], site: Site): Promise<number> {
  let exitCode = 0;
  const program = createProgram(site, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    return fail(error, site.terminal);
  }
}

type Finish = (exitCode: number) => void;

function createProgram(site: Site, finish: Finish): Command {
  const program = new Command("stepproof")
    .description("Proves that a card issuer's OTP step-up works.")
    .version(site.shipped.version)
    .exitOverride()
    .configureOutput({
      writeOut: site.terminal.print,
      writeErr: site.terminal.note,
      // `fail` says it, in one line.
      outputError: () => undefined,
    });
  addRun(program, site, finish);
  addUp(program, site, finish);
  addMutants(program, site, finish);
  return program;
}

function addRun(program: Command, site: Site, finish: Finish): void {
  program
    .command("run")
    .description("run scenarios, judge them and write the reports")
    .argument("[paths...]", "feature files, FILE:LINE or folders (default: all that ship with Stepproof)")
    .option("--tags <expression>", "only scenarios with these tags; repeat it to narrow further", alsoTagged)
    .option("--out <folder>", "where the reports go (default: reports/<UTC time>)")
    .option("--parallel <number>", "worker processes, 0 for none", toWorkers, 0)
    .option("--seed <seed>", "repeats the chance of an earlier run: letters, digits, - and _", toSeed)
    .option("--order <order>", "defined, reverse, random or random:SEED", "defined")
    .option("--json", "print result.json instead of the summary")
    .option("--mailhog <url>", "let a MailHog elsewhere take the mail, and read it there: the URL of its HTTP API")
    .option("--mailhog-smtp <host:port>", "where that MailHog takes mail (default: port 1025 of the same host)")
    .addHelpText("after", '\nExample:\n  $ stepproof run --tags "@templates and not @OC-03" --parallel 2\n')
    .action(async (paths: string[], options: RunOptions) => finish(await run(paths, options, site)));
}

function addUp(program: Command, site: Site, finish: Finish): void {
  program
    .command("up")
    .description("start the test bed and show what happens in it, until stopped")
    .option("--port <name=port...>", "fix the port of a system: tsp, d1, issuer-backend, smpp, sms, smtp or mail")
    .option("--seed <seed>", "repeats the chance of an earlier run: letters, digits, - and _", toSeed)
    .addHelpText("after", "\nExample:\n  $ stepproof up --port tsp=8080 mail=8025\n")
    .action(async (options: UpOptions) => {
      // Loaded here, so that no other command waits for the systems' code.
      const { up } = await import("./up.ts");
      finish(await up(options, site));
    });
}

function addMutants(program: Command, site: Site, finish: Finish): void {
  program
    .command("mutants")
    .description("run the scenarios against deliberately wrong systems: each must be caught, for the stated reason")
    .option("--only <id>", "one mutant, or all of a system: d1/wrong-code, d1")
    .option("--json", "print the kill matrix as JSON")
    .addHelpText("after", "\nExample:\n  $ stepproof mutants --only d1/wrong-code\n")
    .action(async (options: MutantsOptions) => {
      const { runMutants } = await import("./mutants.ts");
      finish(await runMutants(options, site));
    });
}

function alsoTagged(expression: string, earlier: string | undefined): string {
  return earlier === undefined ? expression : `(${earlier}) and (${expression})`;
}

const MOST_WORKERS = 64;

function toWorkers(text: string): number {
  if (/^\d{1,2}$/.test(text) && Number(text) <= MOST_WORKERS) return Number(text);
  throw new InvalidArgumentError(`It is a whole number from 0 to ${MOST_WORKERS}.`);
}

/** Plain enough to stand in a command that is copied from the summary. */
function toSeed(text: string): string {
  if (/^[\w-]{1,64}$/.test(text)) return text;
  throw new InvalidArgumentError("It has 1 to 64 letters, digits, - or _.");
}
