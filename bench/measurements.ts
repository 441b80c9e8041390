import { measureBedStart } from "./bed-start.ts";
import { measureFlows } from "./flows.ts";
import { mailServers, measureMailServer } from "./mail-rate.ts";
import { measureMemory } from "./memory.ts";
import type { Readings } from "./readings.ts";
import { measureScenarios } from "./scenarios.ts";
import { measureSmsCentre } from "./sms-rate.ts";
import { measureWaking } from "./wake.ts";

export interface Measurement {
  readonly name: string;
  /** One run, in a process of its own. */
  readonly measure: () => Promise<Readings>;
  /** How many such processes run at a time; their readings are added up. Default 1. */
  readonly processes?: number;
  /** How often it is run; default: as often as asked for. */
  readonly mostRuns?: number;
}

/** In the order in which each round takes them. */
export const measurements: readonly Measurement[] = [
  { name: "sms-flows", measure: () => measureFlows("sms") },
  { name: "email-flows", measure: () => measureFlows("email") },
  { name: "sms-flows-2", measure: () => measureFlows("sms"), processes: 2, mostRuns: 2 },
  { name: "email-flows-2", measure: () => measureFlows("email"), processes: 2, mostRuns: 2 },
  ...mailServers.map((server) => ({ name: `mail-${server}`, measure: () => measureMailServer(server) })),
  { name: "sms-centre", measure: measureSmsCentre },
  { name: "waking", measure: measureWaking },
  { name: "bed-start", measure: measureBedStart },
  { name: "scenarios-1", measure: () => measureScenarios(1), mostRuns: 2 },
  { name: "scenarios-2", measure: () => measureScenarios(2), mostRuns: 2 },
  { name: "memory", measure: measureMemory, mostRuns: 1 },
];
