import type { FetchHandler } from "../../in-process-http.ts";
import { createInProcessBed } from "../in-process-bed.ts";
import { openExampleIssuer } from "../open-example-issuer.ts";
import { type Bed, toBed } from "./bed.ts";
import type { TestBedOptions } from "./start-bed-in-tests.ts";

/** Every system of the flow within one process: no port is opened. */
export interface PortlessTestBed extends Bed {
  /** What answers in place of each system. */
  readonly answer: { readonly tsp: FetchHandler; readonly d1: FetchHandler; readonly issuerBackend: FetchHandler };
}

/** Puts the same systems together without a socket. Throws what templates of your own get wrong. */
export async function createTestBed({
  issuer,
  ...options
}: Omit<TestBedOptions, "ports"> = {}): Promise<PortlessTestBed> {
  const systems = createInProcessBed(options);
  const bed = toBed(systems, await openExampleIssuer(systems, "issuer", issuer));
  const { tsp, d1, issuerBackend } = systems;
  return { ...bed, answer: { tsp: tsp.app.fetch, d1: d1.app.fetch, issuerBackend: issuerBackend.app.fetch } };
}
