import type { FaultLeg, FaultSource, FaultsByLeg, PointsByLeg } from "./fault.ts";

/** The next faults of each point, and what waits for the occasion that uses one up. */
export interface PlannedFaults extends FaultSource {
  /** The next occasion at this point goes wrong like this, `times` over. */
  plan<Leg extends FaultLeg>(leg: Leg, point: PointsByLeg[Leg], fault: FaultsByLeg[Leg], times?: number): void;
  /** Resolves at the next occasion of this point. */
  reached(point: string): Promise<void>;
  /** Plans nothing any more. */
  clear(): void;
}

/** Faults as a test plans them, each for as many occasions as it says. */
export function planFaults(): PlannedFaults {
  const planned = new Map<string, unknown[]>();
  const waiting = new Map<string, () => void>();
  return {
    plan: (leg, point, fault, times = 1) => void planned.set(`${leg} ${point}`, Array(times).fill(fault)),
    reached: (point) => new Promise((resolve) => waiting.set(point, resolve)),
    clear() {
      planned.clear();
      waiting.clear();
    },
    next<Leg extends FaultLeg>({ leg, point }: { readonly leg: Leg; readonly point: PointsByLeg[Leg] }) {
      const wake = waiting.get(point);
      waiting.delete(point);
      // The server goes on first; whoever waited comes after it.
      if (wake) setImmediate(wake);
      return planned.get(`${leg} ${point}`)?.shift() as FaultsByLeg[Leg] | undefined;
    },
  };
}
