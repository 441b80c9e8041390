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
    const ms = isHttp(leg) ? waitOf(leg, fault) : 0;
    // Once the server has begun to wait: it is told of the fault first.
    if (ms > 0) setImmediate(() => clock.advance(ms));
  });
}

const isHttp = (leg: string): leg is HttpLeg => httpLegs.some((each) => each === leg);

function waitOf(leg: HttpLeg, fault: FaultRule["fault"]): number {
  if (fault.kind === "delay") return Math.min(fault.ms, patienceMs[leg]);
  return fault.kind === "hang" || fault.kind === "trickle" ? patienceMs[leg] : 0;
}
