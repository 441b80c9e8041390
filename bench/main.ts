import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { describeMachine } from "./machine.ts";
import { type Measurement, measurements } from "./measurements.ts";
import { installPeers } from "./peers.ts";
import type { Readings } from "./readings.ts";
import { runMeasurement } from "./run-measurement.ts";
import { renderTable } from "./table.ts";

// npm run bench: every measurement several times, round by round, and one table of what came out.

const { values } = parseArgs({ options: { rounds: { type: "string", default: "3" }, only: { type: "string" } } });
const rounds = Number(values.rounds);
const note = (text: string) => process.stderr.write(`${text}\n`);

const [loadBefore = 0] = loadavg();
const began = performance.now();
const wanted = measurements.filter(({ name }) => values.only === undefined || name.startsWith(values.only));
const needsPeers = wanted.some(isOfPeer);
const hasPeers = needsPeers && (await installPeers());
if (needsPeers && !hasPeers) note("MailDev and smtp-tester could not be installed: they are left out");

const runs = new Map<string, Readings[]>();
let failures = 0;
for (let round = 1; round <= rounds; round++) {
  for (const measurement of wanted) {
    if (round > (measurement.mostRuns ?? rounds) || (isOfPeer(measurement) && !hasPeers)) continue;
    await measure(measurement, round);
  }
}
process.stdout.write(`${heading()}\n\n${renderTable(runs)}`);
process.exitCode = failures === 0 ? 0 : 1;

async function measure(measurement: Measurement, round: number): Promise<void> {
  const { name } = measurement;
  const kept = runs.get(name) ?? [];
  runs.set(name, kept);
  try {
    kept.push(await runMeasurement(measurement));
    note(`round ${round} of ${rounds}: ${name}`);
  } catch (error) {
    failures++;
    note(
      `round ${round} of ${rounds}: ${name} failed: ${error instanceof Error ? error.message.slice(0, 500) : String(error)}`,
    );
  }
}

function isOfPeer({ name }: Measurement): boolean {
  return name === "mail-maildev" || name === "mail-smtp-tester";
}

function heading(): string {
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  return [
    `Measured ${new Date().toISOString().slice(0, 10)} by \`npm run bench\` in ${minutes} minutes on ${describeMachine()}; load before: ${loadBefore.toFixed(2)}.`,
    "Loopback sockets, client and systems on the same cores, each run in a fresh process, the kinds of runs by turns.",
    "Flows: 16 at a time in one process with every system, after 2 s of warming up; two processes: two such beds at once.",
    "Mail and SMPP: the server in a process of its own; mails by a bare client over 16 kept connections, or 100 new ones at a time.",
  ].join("\n");
}
