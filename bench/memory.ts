import { openCrowd } from "../src/load/open-crowd.ts";
import { runLoad } from "../src/load/run-load.ts";
import { startTestBed } from "../src/testbed/start-test-bed.ts";
import type { Readings } from "./readings.ts";

/** Inbox, journal, ledger and books are full by then: what is kept of the newest only no longer grows. */
const FLOWS_TO_FILL = 21_000;
const FLOWS = 6_000;
const LANES = 16;
const MB = 1024 * 1024;

/** The live heap, and its growth, MB for 100,000 flows by SMS, over the last of them. Needs --expose-gc. */
export async function measureMemory(): Promise<Readings> {
  const bed = await startTestBed();
  const people = await openCrowd(bed, { size: LANES, runFile: undefined });
  const play = (flows: number) => runLoad(bed, { flows, channels: ["sms"], people, waitMs: 10_000 });
  await play(FLOWS_TO_FILL);
  const before = liveHeap();
  await play(FLOWS);
  const after = liveHeap();
  await bed.close();
  return { heap: after / MB, slope: ((after - before) / MB) * (100_000 / FLOWS) };
}

function liveHeap(): number {
  if (!globalThis.gc) throw new Error("run it with --expose-gc");
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
