import { StepproofError } from "../errors.ts";
import type { RunFile } from "../run-file/run-file.ts";
import { loadTemplateSet } from "../templates/load-template-set.ts";
import { EndUserPool } from "../testbed/end-user-pool.ts";
import type { EndUser } from "../testbed/in-tests/end-user.ts";
import { Enrolment } from "../testbed/in-tests/enrolment.ts";
import type { IssuerSettings } from "../testbed/issuer-settings.ts";
import { leaseIssuer } from "../testbed/lease-issuer.ts";
import { NOT_OFFERED } from "../testbed/not-offered.ts";
import { openExampleIssuer } from "../testbed/open-example-issuer.ts";
import type { Issuer } from "../testbed/open-issuer.ts";
import type { TestBed } from "../testbed/start-test-bed.ts";

export interface CrowdWish {
  /** How many people; of a run file at most as many as it has. */
  readonly size: number;
  /** Whose issuer it is; undefined for the example. */
  readonly runFile: RunFile | undefined;
  /** What differs from the example issuer. */
  readonly settings?: Partial<Omit<IssuerSettings, "templates">>;
}

/** Opens an issuer on the bed and enrols people with it, each with a phone and a mailbox of their own. Throws NO_CROWD. */
export async function openCrowd(bed: TestBed, { size, runFile, settings }: CrowdWish): Promise<readonly EndUser[]> {
  const issuer = runFile
    ? await openRunFileIssuer(bed, runFile)
    : await openExampleIssuer(bed, "load", { ...settings });
  const enrolment = new Enrolment(issuer, bed.chance.fork("crowd"), bed.settled);
  const people: EndUser[] = [];
  for (let number = 0; number < size; number++) {
    const endUser = await enrolment.enrol({}).catch(untilNobodyIsLeft);
    if (!endUser) break;
    people.push(endUser);
  }
  if (people.length === 0) throw nobody();
  return people;
}

async function openRunFileIssuer(bed: TestBed, runFile: RunFile): Promise<Issuer> {
  const { folder, ...options } = runFile.templates;
  const templates = await loadTemplateSet(folder, options);
  return leaseIssuer(bed, bed.chance.fork("load"), { runFile, templates, pool: new EndUserPool(runFile.endUsers) }, {});
}

function untilNobodyIsLeft(error: unknown): undefined {
  if (error instanceof StepproofError && error.code === NOT_OFFERED) return undefined;
  throw error;
}

const nobody = (): StepproofError =>
  new StepproofError("NO_CROWD", "the run file has no End User for a step-up", {
    hint: 'Add End Users of the kind "both", with a mastercard.',
    attribution: "CONFIGURATION",
  });
