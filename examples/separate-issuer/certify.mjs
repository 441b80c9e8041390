#!/usr/bin/env node
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { certify } from "./certify/certification.mjs";
import { portSource } from "./certify/free-ports.mjs";
import { startWorker } from "./certify/start-worker.mjs";
import { stepproof } from "./certify/stepproof.mjs";
import { faults } from "./faults.mjs";

/**
 * Certifies the good issuer in both delivery modes, then every fault: each must be found, for the stated reason and for
 * no other. Prints a table; exit code 1 if anything came out otherwise.
 *
 *   node certify.mjs                    all of it
 *   node certify.mjs trunk-zero html    these faults only
 *   node certify.mjs --good 50          the good issuer only, this many times
 */
const { values, positionals } = parseArgs({ options: { good: { type: "string" } }, allowPositionals: true });
const AT_A_TIME = 3;

const folder = await mkdtemp(path.join(tmpdir(), "certify-"));
try {
  const site = { folder, pki: await makePki(), freePort: portSource() };
  const passed = await runAll(chooseTrials(), site);
  const failed = passed.filter((isPassed) => !isPassed).length;
  process.stdout.write(`\n${passed.length - failed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true });
}

async function makePki() {
  const pki = path.join(folder, "pki");
  const { exitCode, stderr } = await stepproof(["pki", pki]);
  if (exitCode !== 0) throw new Error(`stepproof pki: ${stderr}`);
  return pki;
}

function chooseTrials() {
  const modes = ["issuer-managed", "d1-managed"];
  if (values.good) return Array.from({ length: Number(values.good) }, (_, at) => ({ mode: modes[at % modes.length] }));
  const unknown = positionals.find((name) => !faults.some((fault) => fault.name === name));
  if (unknown) throw new Error(`there is no fault called ${unknown}; faults.mjs lists them`);
  if (positionals.length > 0) return faults.filter(({ name }) => positionals.includes(name)).map(toTrial);
  return [...modes.map((mode) => ({ mode })), ...faults.map(toTrial)];
}

/** Only what proves the requirement is run: a whole certification would find the same and take longer. */
function toTrial({ name, mode, caughtBy, shownBy, alsoBreaks, mistake }) {
  return {
    fault: name,
    mode: mode === "any" ? "d1-managed" : mode,
    tags: `@${shownBy}`,
    caughtBy,
    alsoBreaks,
    mistake,
  };
}

/** A few at a time, in order; each tells its line as soon as it is over. */
async function runAll(trials, site) {
  const waiting = [...trials];
  const passed = [];
  const work = async () => {
    const worker = startWorker();
    try {
      for (let trial = waiting.shift(); trial; trial = waiting.shift()) {
        // The good issuer is certified just as a user would: by the command line, in a process of its own.
        const started = performance.now();
        const outcome = await certify(trial, { ...site, run: trial.fault ? worker.run : stepproof });
        const isPassed = isAsExpected(trial, outcome);
        passed.push(isPassed);
        process.stdout.write(toLine(trial, { ...outcome, ms: performance.now() - started }, isPassed));
      }
    } finally {
      await worker.stop();
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return passed;
}

/**
 * A broken SHOULD is a warning, which does not fail a run. A scenario ends with what it finds broken: what else it would
 * have looked at is then untestable, and that is no other reason.
 */
function isAsExpected({ fault, caughtBy, alsoBreaks }, { exitCode, verdict, broken }) {
  if (!fault) return exitCode === 0 && verdict === "CONFORMANT";
  const isStopped = exitCode === 1 || verdict === "CONFORMANT_WITH_WARNINGS";
  const others = broken.filter((id) => id !== caughtBy && !alsoBreaks.includes(id));
  return isStopped && broken.includes(caughtBy) && others.length === 0;
}

function toLine({ fault = "none", mode, caughtBy = "", mistake = "as it should be" }, outcome, isPassed) {
  const { exitCode, verdict, broken, ms } = outcome;
  const found = broken.length === 0 ? verdict : broken.join(" ");
  const columns = [
    isPassed ? "ok  " : "FAIL",
    `${(ms / 1000).toFixed(1).padStart(4)} s`,
    `exit ${exitCode}`,
    caughtBy.padEnd(6),
    fault.padEnd(28),
    mode.padEnd(15),
    `found ${found}`,
    `(${mistake})`,
  ];
  return `${columns.join("  ")}\n`;
}
