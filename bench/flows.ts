import type { Channel } from "../src/checks/expectation.ts";
import type { Exchange } from "../src/evidence/journal.ts";
import { Latencies } from "../src/load/latencies.ts";
import { openCrowd } from "../src/load/open-crowd.ts";
import { playFlow } from "../src/load/play-flow.ts";
import { startTestBed, type TestBed } from "../src/testbed/start-test-bed.ts";
import { openFloor } from "./floor.ts";
import type { Readings } from "./readings.ts";
import { type Done, perSecond, repeatFor } from "./window.ts";

/** Flows under way at a time. */
const LANES = 16;
/** Until the engine has compiled what matters. */
const WARM_UP_MS = 2_000;
const WINDOW_MS = 1_500;
const FLOOR_MS = 1_000;
const TURNS = 2;

/**
 * Whole flows through real sockets, and what as many bare exchanges and one bare hand-over cost: by turns in one
 * process, so that whatever the machine does meanwhile meets both.
 */
export async function measureFlows(channel: Channel): Promise<Readings> {
  const bed = await startTestBed();
  const people = await openCrowd(bed, { size: LANES, runFile: undefined });
  const activation = new Latencies();
  const play = async (lane: number) => {
    const [endUser] = people.slice(lane);
    if (!endUser) throw new Error("there are fewer people than lanes");
    const { end, activationMs } = await playFlow(endUser, { channel, waitMs: 10_000, onAdded: () => undefined });
    if (activationMs === undefined) throw new Error(`a flow ended ${end}`);
    activation.record(activationMs);
  };
  const floor = await openFloor(channel, await recordOne(bed, play));
  await repeatFor(WARM_UP_MS, LANES, play);
  const [flows, bare]: [Done[], Done[]] = [[], []];
  await repeatFor(FLOOR_MS / 2, LANES, floor.play);
  for (let turn = 0; turn < TURNS; turn++) {
    bare.push(await repeatFor(FLOOR_MS, LANES, floor.play));
    flows.push(await repeatFor(WINDOW_MS, LANES, play));
  }
  floor.close();
  await bed.close();
  const [rate, floorRate] = [perSecond(...flows), perSecond(...bare)];
  const { p50, p95, p99 } = activation.percentiles();
  return { rate, floorRate, ratio: rate / floorRate, p50, p95, p99 };
}

/** The exchanges of one flow, in their order. */
async function recordOne(
  { journal, settled }: TestBed,
  play: (lane: number) => Promise<void>,
): Promise<readonly Exchange[]> {
  // The first flow also asks for D1's token.
  await play(0);
  await settled();
  const before = journal.cursor;
  await play(0);
  await settled();
  return journal.since(before);
}
