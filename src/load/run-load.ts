import type { Channel } from "../checks/expectation.ts";
import type { EndUser } from "../testbed/in-tests/end-user.ts";
import type { TestBed } from "../testbed/start-test-bed.ts";
import { FlowWatch } from "./flow-watch.ts";
import { playFlow } from "./play-flow.ts";
import { type LoadReport, Tally } from "./tally.ts";

export interface LoadPlan {
  readonly flows: number;
  /** Flows that begin in a second; left out, each person begins anew as soon as they are done. */
  readonly rate?: number;
  /** Taken in turn. */
  readonly channels: readonly Channel[];
  /** Each plays one flow after the other, so that as many flows are under way at a time. */
  readonly people: readonly EndUser[];
  /** Real time until a message must be there, ms. */
  readonly waitMs: number;
  /** Called at the end of each flow. */
  readonly onProgress?: (report: Progress) => void;
  /** No flow begins after it fired. */
  readonly signal?: AbortSignal;
}

export interface Progress {
  readonly flows: number;
  readonly seconds: number;
}

/**
 * Plays flows on a bed, and accounts for each. Flow `n` is person `n % people`'s, and a person's flows come in their
 * order: so the same seed draws the same codes and meets the same faults, however the flows overtake each other.
 */
export async function runLoad(bed: TestBed, plan: LoadPlan): Promise<LoadReport> {
  const watch = new FlowWatch(bed);
  const load: Load = { bed, plan, watch, tally: new Tally(), began: performance.now() };
  try {
    await Promise.all(plan.people.map((_, lane) => playLane(load, lane)));
    const seconds = secondsOf(load);
    // What comes late must be counted, too.
    await bed.settled();
    return load.tally.report(seconds, watch.astray);
  } finally {
    watch.close();
  }
}

interface Load {
  readonly bed: TestBed;
  readonly plan: LoadPlan;
  readonly watch: FlowWatch;
  readonly tally: Tally;
  /** By `performance.now()`. */
  readonly began: number;
}

async function playLane(load: Load, lane: number): Promise<void> {
  const { flows, people, signal } = load.plan;
  const endUser = people[lane];
  if (!endUser) return;
  for (let number = lane; number < flows; number += people.length) {
    await untilItsTurn(load, number);
    if (signal?.aborted) return;
    await playOne(load, { endUser, lane, number });
  }
}

interface Turn {
  readonly endUser: EndUser;
  readonly lane: number;
  readonly number: number;
}

async function playOne(load: Load, { endUser, lane, number }: Turn): Promise<void> {
  const { channels, people, waitMs, onProgress } = load.plan;
  const channel = channelAt(channels, Math.floor(number / people.length) + lane);
  const onAdded = load.watch.begin(endUser, channel);
  const run = await playFlow(endUser, { channel, waitMs, onAdded });
  load.tally.add(lane, run, await load.watch.end(endUser, channel, waitMs));
  onProgress?.({ flows: load.tally.flows, seconds: secondsOf(load) });
}

const channelAt = (channels: readonly Channel[], turn: number): Channel => channels[turn % channels.length] ?? "sms";

/** Resolves when the flow is due, at once when it is late. */
function untilItsTurn({ bed, plan: { rate, signal }, began }: Load, number: number): Promise<void> {
  const ms = rate === undefined ? 0 : began + (number / rate) * 1_000 - performance.now();
  if (ms <= 0 || signal?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const begin = () => {
      cancel();
      signal?.removeEventListener("abort", begin);
      resolve();
    };
    const cancel = bed.clock.after(ms, begin);
    signal?.addEventListener("abort", begin);
  });
}

const secondsOf = ({ began }: Pick<Load, "began">): number => (performance.now() - began) / 1_000;
