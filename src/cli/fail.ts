import { CommanderError } from "commander";
import { type Attribution, StepproofError } from "../errors.ts";
import type { Terminal } from "./terminal.ts";

const exitCodes: Readonly<Record<Attribution, number>> = {
  CONFIGURATION: 2,
  ENVIRONMENT: 2,
  IMPLEMENTATION: 1,
  HARNESS: 3,
};

/**
 * Says what went wrong and what to do – in one line, after one for each of several mistakes – and returns the exit code.
 * Source: design.md section 5.
 */
export function fail(error: unknown, terminal: Terminal): number {
  // Help and version reach us as "errors" with exit code 0; commander has printed them.
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  const { code, message, hint, attribution, lines } = toStepproofError(error);
  for (const line of lines) terminal.note(`${toOneLine(line)}\n`);
  terminal.note(`error ${code}: ${toOneLine(message)}; ${toOneLine(hint)}\n`);
  return exitCodes[attribution];
}

function toStepproofError(error: unknown): StepproofError {
  if (error instanceof StepproofError) return error;
  if (error instanceof CommanderError) return misused(error);
  const message = error instanceof Error ? error.message : String(error);
  return new StepproofError("UNEXPECTED", message, {
    hint: "This is a fault of Stepproof; run again with NODE_OPTIONS=--stack-trace-limit=50 and report it.",
    attribution: "HARNESS",
    cause: error,
  });
}

function misused({ code, message, cause }: CommanderError): StepproofError {
  const what = code === "commander.help" ? "no command was given" : message.replace(/^error: /, "");
  return new StepproofError("USAGE", what, {
    hint: "stepproof --help lists the commands, stepproof COMMAND --help their options",
    attribution: "CONFIGURATION",
    cause,
  });
}

const toOneLine = (text: string): string => text.replace(/\s*\n\s*/g, " ").replace(/[.;\s]+$/, "");
