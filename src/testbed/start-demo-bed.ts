import type { EndUserProfile } from "../../simulators/end-user/profile.ts";
import { createChance } from "../chance.ts";
import { serveApp } from "../serve.ts";
import { createFaultApi } from "./fault-api.ts";
import type { TestBedOptions } from "./ground.ts";
import { openExampleIssuer } from "./open-example-issuer.ts";
import { drawPerson } from "./open-issuer.ts";
import { startTestBed, type TestBed } from "./start-test-bed.ts";

/** A test bed to try by hand: one issuer, one End User whose card is known all the way, and a door for faults. */
export interface DemoBed extends TestBed {
  readonly endUser: EndUserProfile;
}

export interface DemoBedOptions extends TestBedOptions {
  /** Where faults are told; 0, the default, takes a free port. */
  readonly faultPort?: number;
}

/** Starts a test bed with the example issuer in it. Throws what `startTestBed` and the loading of templates throw. */
export async function startDemoBed({ faultPort = 0, ...options }: DemoBedOptions): Promise<DemoBed> {
  const bed = await startTestBed(options);
  const issuer = await openExampleIssuer(bed, "demo issuer");
  // The same person whatever the seed, so that a command noted down works the next time too.
  const { profile } = issuer.enrol(drawPerson(createChance("demo End User"), "mastercard"));
  const door = await openDoor(bed, faultPort);
  const addresses = { ...bed.addresses, faults: `${door.url}/faults` };
  const close = async () => {
    await door.close();
    await bed.close();
  };
  return { ...bed, endUser: profile, addresses, close };
}

/** A bed that its door cannot join is stopped. */
async function openDoor(bed: TestBed, port: number) {
  const api = createFaultApi({ faults: bed.faults, redact: (text) => bed.secrets.redact(text) });
  try {
    return await serveApp(api, { name: "faults", port });
  } catch (error) {
    await bed.close();
    throw error;
  }
}
