import type { Channel } from "../src/checks/expectation.ts";
import { Latencies } from "../src/load/latencies.ts";
import { openCrowd } from "../src/load/open-crowd.ts";
import { playFlow } from "../src/load/play-flow.ts";
import { startTestBed, type TestBed } from "../src/testbed/start-test-bed.ts";
import { type FlowShape, openFloor } from "./floor.ts";
import type { Readings } from "./readings.ts";
import { type Done, perSecond, repeatFor } from "./window.ts";

/** Flows under way at a time. */
const LANES = 16;
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
  const shape = await warmUp(bed, play);
  const floor = await openFloor(channel);
  const [flows, bare]: [Done[], Done[]] = [[], []];
  await repeatFor(FLOOR_MS / 2, LANES, () => floor.play(shape));
  for (let turn = 0; turn < TURNS; turn++) {
    bare.push(await repeatFor(FLOOR_MS, LANES, () => floor.play(shape)));
    flows.push(await repeatFor(WINDOW_MS, LANES, play));
  }
  floor.close();
  await bed.close();
  const [rate, floorRate] = [perSecond(...flows), perSecond(...bare)];
  const { p50, p95, p99 } = activation.percentiles();
  return { rate, floorRate, ratio: rate / floorRate, p50, p95, p99 };
}

/** Plays until the engine has compiled what matters, and counts what the journal saw of it. */
async function warmUp({ journal }: TestBed, play: (lane: number) => Promise<void>): Promise<FlowShape> {
  const before = journal.cursor;
  const { count } = await repeatFor(WINDOW_MS, LANES, play);
  const legs = journal.since(before).map(({ leg }) => leg);
  const secure = legs.filter((leg) => leg === "tsp-d1" || leg === "d1-issuer").length;
  return { plain: Math.round((legs.length - secure) / count), secure: Math.round(secure / count) };
}
