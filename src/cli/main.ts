#!/usr/bin/env node
import { randomInt } from "node:crypto";
import { systemClock } from "../clock.ts";
import { runCommandLine } from "./command-line.ts";
import { findShipped } from "./package-root.ts";
import { terminalOf } from "./terminal.ts";

const MS_TO_END = 5_000;

process.exitCode = await runCommandLine(process.argv.slice(2), {
  cwd: process.cwd(),
  clock: systemClock,
  terminal: terminalOf(process),
  shipped: findShipped(),
  freshSeed: () => String(randomInt(1_000_000_000)),
  onStop: (stop) => process.once("SIGINT", stop).once("SIGTERM", stop),
});
// A socket that some step left open must not keep a finished run alive for ever.
setTimeout(() => process.exit(), MS_TO_END).unref();
