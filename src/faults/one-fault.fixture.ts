import type { FaultLeg, FaultSource, FaultsByLeg, PointsByLeg } from "./fault.ts";

/** The next faults of each point, and what waits for the occasion that uses one up. */
export interface PlannedFaults extends FaultSource {
  /** The next occasion at this point goes wrong like this, `times` over. */
  plan<Leg extends FaultLeg>(leg: Leg, point: PointsByLeg[Leg], fault: FaultsByLeg[Leg], times?: number): void;
  /** Resolves at the next occasion of this point. */
  reached(point: string): Promise<void>;
}

/** Faults as a test plans them, each for as many occasions as it says. */
export function planFaults(): PlannedFaults {
  const planned = new Map<string, unknown[]>();
  const waiting = new Map<string, () => void>();
  return {
    plan: (leg, point, fault, times = 1) => void planned.set(`${leg} ${point}`, Array(times).fill(fault)),
    reached: (point) => new Promise((resolve) => waiting.set(point, resolve)),
    next<Leg extends FaultLeg>({ leg, point }: { readonly leg: Leg; readonly point: PointsByLeg[Leg] }) {
      // The server goes on first; whoever waited comes after it.
      setImmediate(() => waiting.get(point)?.());
      return planned.get(`${leg} ${point}`)?.shift() as FaultsByLeg[Leg] | undefined;
    },
  };
}
