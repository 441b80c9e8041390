import { startTestBed } from "../src/testbed/start-test-bed.ts";
import type { Readings } from "./readings.ts";

/** Milliseconds that the first bed of a process takes, its keys and certificates included, and any further one. */
export async function measureBedStart(): Promise<Readings> {
  return { first: await timeStart(), next: await timeStart() };
}

async function timeStart(): Promise<number> {
  const began = performance.now();
  const bed = await startTestBed();
  const ms = performance.now() - began;
  await bed.close();
  return ms;
}
