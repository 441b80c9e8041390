import { Command } from "commander";
import { addCheck } from "./check-command.ts";
import type { AddCommand, Finish } from "./command.ts";
import { addDiff } from "./diff-command.ts";
import { addDns } from "./dns-command.ts";
import { addDoctor } from "./doctor-command.ts";
import { addExplain } from "./explain-command.ts";
import { fail } from "./fail.ts";
import { addInit } from "./init-command.ts";
import { addKeygen } from "./keygen-command.ts";
import { addLoad } from "./load-command.ts";
import { addMerge } from "./merge-command.ts";
import { addMutants } from "./mutants-command.ts";
import { addPki } from "./pki-command.ts";
import { addReport } from "./report-command.ts";
import { addRequirements } from "./requirements-command.ts";
import { addRun } from "./run-command.ts";
import { addSign } from "./sign-command.ts";
import type { Site } from "./site.ts";
import { addUp } from "./up-command.ts";
import { addVerify } from "./verify-command.ts";

/** In the order in which `--help` shows them. */
const commands: readonly AddCommand[] = [
  addInit,
  addRun,
  addDoctor,
  addCheck,
  addDns,
  addUp,
  addLoad,
  addRequirements,
  addExplain,
  addMutants,
  addKeygen,
  addSign,
  addVerify,
  addDiff,
  addMerge,
  addReport,
  addPki,
];

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
  for (const add of commands) add(program, site, finish);
  return program;
}
