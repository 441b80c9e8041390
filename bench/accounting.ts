import { parseArgs } from "node:util";
import { renderLoad } from "../src/cli/load-lines.ts";
import { mixFaults } from "../src/load/fault-mix.ts";
import { openCrowd } from "../src/load/open-crowd.ts";
import { runLoad } from "../src/load/run-load.ts";
import { isAccountedFor } from "../src/load/tally.ts";
import { startTestBed } from "../src/testbed/start-test-bed.ts";

// npm run accounting -- --flows 100000 --faults 5% --seed S: the same seed gives the same ledger.

const { values } = parseArgs({
  options: {
    flows: { type: "string", default: "100000" },
    faults: { type: "string", default: "5%" },
    seed: { type: "string", default: "accounting" },
    people: { type: "string", default: "64" },
  },
});
const flows = Number(values.flows);
const LINES = 20;

/** Short, so that a refused message does not hold its person up; never so long that somebody stops waiting. */
const quickly = { tries: 4, firstBackOffMs: 20, longestBackOffMs: 100 };
const outbox = { retries: { "sms-centre": quickly, "mail-server": quickly, issuer: quickly }, answerWithinMs: 60_000 };

const bed = await startTestBed({ seed: values.seed, faults: mixFaults(Number.parseFloat(values.faults)) });
const people = await openCrowd(bed, { size: Number(values.people), runFile: undefined, settings: { outbox } });
const report = await runLoad(bed, {
  ...{ flows, people, channels: ["sms", "email"], waitMs: 60_000 },
  onProgress: (progress) => {
    if (progress.flows % Math.ceil(flows / LINES) !== 0) return;
    globalThis.gc?.();
    const { heapUsed } = process.memoryUsage();
    const rate = (progress.flows / progress.seconds).toFixed(0);
    process.stderr.write(`${progress.flows} flows, ${rate}/s, live heap ${Math.round(heapUsed / 1024 ** 2)} MB\n`);
  },
});
const { total, fingerprint } = bed.faults.account();
await bed.close();
process.stdout.write(renderLoad(report, values.seed));
process.stdout.write(`  faults      ${total} struck, ${fingerprint}\n  digest      ${report.digest}\n`);
process.exit(isAccountedFor(report) ? 0 : 1);
