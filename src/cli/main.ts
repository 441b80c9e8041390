#!/usr/bin/env node
import { randomInt } from "node:crypto";
import { systemClock } from "../clock.ts";
import { causeCode } from "../errors.ts";
import { runCommandLine } from "./command-line.ts";
import { findShipped } from "./shipped.ts";
import { terminalOf } from "./terminal.ts";

// A reader that closes the pipe early (`stepproof up | head`) has seen enough; that is no fault of the run.
process.stdout.on("error", (error) => {
  if (causeCode(error) !== "EPIPE") throw error;
});

const MS_TO_END = 5_000;

process.exitCode = await runCommandLine(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  clock: systemClock,
  terminal: terminalOf(process),
  shipped: findShipped(),
  freshSeed: () => String(randomInt(1_000_000_000)),
  onStop: (stop) => process.once("SIGINT", stop).once("SIGTERM", stop),
});
// A socket that some step left open must not keep a finished run alive for ever.
setTimeout(() => process.exit(), MS_TO_END).unref();
