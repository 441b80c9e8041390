import type { EndUserProfile } from "../../simulators/end-user/profile.ts";
import { createChance } from "../chance.ts";
import { packageRoot } from "../package-root.ts";
import { loadTemplateSet } from "../templates/load-template-set.ts";
import { drawPerson, openIssuer } from "./open-issuer.ts";
import { startTestBed, type TestBed, type TestBedOptions } from "./start-test-bed.ts";

/** A test bed to try by hand: one issuer, and one End User whose card is known all the way. */
export interface DemoBed extends TestBed {
  readonly endUser: EndUserProfile;
}

/** Starts a test bed with the example issuer in it. Throws what `startTestBed` and the loading of templates throw. */
export async function startDemoBed(options: TestBedOptions): Promise<DemoBed> {
  const templates = await loadTemplateSet(`${packageRoot}/examples/meridale-bank/templates`);
  const bed = await startTestBed(options);
  const issuer = openIssuer(bed, bed.chance.fork("demo issuer"), { templates });
  // The same person whatever the seed, so that a command noted down works the next time too.
  const { profile } = issuer.enrol(drawPerson(createChance("demo End User"), "mastercard"));
  return { ...bed, endUser: profile };
}
