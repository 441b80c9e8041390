#!/usr/bin/env node
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

/**
 * Runs npm scripts in lanes side by side, those of a lane one after the other, and all of them whatever comes out: whoever
 * mends something wants to know of everything. What a script wrote is printed in one piece as it ends.
 * Exit code 1 if any failed.
 *
 *   node scripts/side-by-side.mjs types lint,floors,unused
 */
const lanes = process.argv.slice(2).map((lane) => lane.split(","));
const outcomes = (await Promise.all(lanes.map(runInTurn))).flat();
const failed = outcomes.filter(({ isGood }) => !isGood).map(({ name }) => name);
if (failed.length > 0) console.log(`\nfailed: ${failed.join(", ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;

async function runInTurn(names) {
  const outcomes = [];
  for (const name of names) outcomes.push(await run(name));
  return outcomes;
}

async function run(name) {
  const started = performance.now();
  // Through a shell, for on Windows npm is a batch file; there is one stream, so that what it wrote stays in order.
  const child = spawn(`npm run --silent ${name} 2>&1`, { shell: true, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  const [written, code] = await Promise.all([text(child.stdout), ended]);
  const isGood = code === 0;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${isGood ? "ok    " : "FAILED"} ${name}, ${seconds} s${written === "" ? "" : `\n${written.trimEnd()}`}`);
  return { name, isGood };
}
