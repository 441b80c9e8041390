import path from "node:path";
import { type Diagnosis, hasProblem } from "../doctor/diagnosis.ts";
import { examineRunFile } from "../doctor/fitness.ts";
import { runDoctor } from "../doctor/run-doctor.ts";
import { loopbackOnly } from "../egress.ts";
import { packageRoot } from "../package-root.ts";
import { loadRunFile } from "../run-file/run-file.ts";
import { renderDiagnoses } from "./doctor-lines.ts";
import type { Site } from "./site.ts";

export interface DoctorCommandOptions {
  /** Path of a run file. */
  readonly profile?: string;
  readonly json?: true;
}

/** Looks at all that a run would need and says what it saw. Returns 2 where something must be mended first. */
export async function doctor({ profile, json }: DoctorCommandOptions, site: Site): Promise<number> {
  const { terminal } = site;
  const diagnoses = profile === undefined ? await examineEmbedded(site) : await examineProfile(profile, site);
  terminal.print(json ? `${JSON.stringify(diagnoses, null, 2)}\n` : renderDiagnoses(diagnoses, terminal));
  return hasProblem(diagnoses) ? 2 : 0;
}

/** A run file that cannot be read is thrown, with all its mistakes: there is nothing further to look at. */
async function examineProfile(profile: string, { cwd, env, clock }: Site): Promise<readonly Diagnosis[]> {
  const runFile = await loadRunFile(path.resolve(cwd, profile), { env });
  const people = runFile.endUsers.length;
  const actual = `is right: ${runFile.issuer.name}, ${people} End User${people === 1 ? "" : "s"}`;
  const read: Diagnosis = { step: "run-file", outcome: "ok", subject: profile, actual };
  return [read, ...(await examineRunFile(runFile, clock))];
}

async function examineEmbedded({ clock }: Site): Promise<readonly Diagnosis[]> {
  const none: Diagnosis = {
    step: "run-file",
    outcome: "ok",
    subject: "(none)",
    actual: "everything is embedded; --profile FILE names a run file",
  };
  const preflight = {
    templates: { folder: path.join(packageRoot, "examples", "meridale-bank", "templates") },
    sinkPorts: [],
  };
  return [none, ...(await runDoctor(preflight, { clock, egress: loopbackOnly }))];
}
