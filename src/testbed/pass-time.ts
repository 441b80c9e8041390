import type { MovableClock } from "../clock.ts";
import { type HttpLeg, httpLegs } from "../faults/fault.ts";
import type { FaultRule } from "../faults/fault-rule.ts";
import { patienceMs } from "./ground.ts";
import type { TestBed } from "./start-test-bed.ts";

/**
 * Lets time pass by itself where a fault over HTTP makes somebody wait: until the answer comes, or its caller has given
 * up. So nobody spends a second of their own on a hang. Returns how to end that.
 */
export function passTimeOnFaults({ faults }: Pick<TestBed, "faults">, clock: MovableClock): () => void {
  return faults.onFault(({ leg }, fault) => {
    if (isHttp(leg)) void passTime(clock, waitFor(fault, patienceMs[leg]));
  });
}

const isHttp = (leg: string): leg is HttpLeg => httpLegs.some((each) => each === leg);

interface Wait {
  readonly ms: number;
  /** How far at a time: between two steps, what was sent is read. */
  readonly stepMs: number;
}

/** Once the server has begun to wait: it is told of the fault first. */
async function passTime(clock: MovableClock, { ms, stepMs }: Wait): Promise<void> {
  for (let left = ms; left > 0; left -= stepMs) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    clock.advance(Math.min(stepMs, left));
  }
}

function waitFor(fault: FaultRule["fault"], patience: number): Wait {
  if (fault.kind === "delay") return { ms: Math.min(fault.ms, patience), stepMs: patience };
  if (fault.kind === "trickle") return { ms: patience, stepMs: Math.min(fault.ms, patience) };
  return { ms: fault.kind === "hang" ? patience : 0, stepMs: patience };
}
