import type { EndUserProfile } from "../../simulators/end-user/profile.ts";
import { createChance } from "../chance.ts";
import type { TestBedOptions } from "./ground.ts";
import { openExampleIssuer } from "./open-example-issuer.ts";
import { drawPerson } from "./open-issuer.ts";
import { startTestBed, type TestBed } from "./start-test-bed.ts";

/** A test bed to try by hand: one issuer, and one End User whose card is known all the way. */
export interface DemoBed extends TestBed {
  readonly endUser: EndUserProfile;
}

/** Starts a test bed with the example issuer in it. Throws what `startTestBed` and the loading of templates throw. */
export async function startDemoBed(options: TestBedOptions): Promise<DemoBed> {
  const bed = await startTestBed(options);
  const issuer = await openExampleIssuer(bed, "demo issuer");
  // The same person whatever the seed, so that a command noted down works the next time too.
  const { profile } = issuer.enrol(drawPerson(createChance("demo End User"), "mastercard"));
  return { ...bed, endUser: profile };
}
