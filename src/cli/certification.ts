import path from "node:path";
import { requireFitness } from "../doctor/fitness.ts";
import { StepproofError } from "../errors.ts";
import type { Recording } from "../evidence/recording.ts";
import type { CertifiedIssuer } from "../reports/result-document.ts";
import { loadRunFile, type RunFile } from "../run-file/run-file.ts";
import { profiles } from "../run-file/schema.ts";
import type { Requirement } from "../verdict/catalogue.ts";
import { type Binding, planRequirements } from "../verdict/certification-plan.ts";
import type { Waiver } from "../verdict/waivers.ts";
import { requireFitting } from "./recording-option.ts";
import type { Site } from "./site.ts";

/** What a run file makes of a run. */
export interface Certification {
  /** Absolute path of the run file, for the steps. */
  readonly profile: string;
  readonly certified: CertifiedIssuer;
  readonly waivers: readonly Waiver[];
  /** Narrows the selection to what says something of this issuer; empty leaves it. */
  readonly tags: string;
  readonly plan: (catalogue: readonly Requirement[]) => readonly Requirement[];
  /** What the doctor wants to be known. */
  readonly warnings: readonly string[];
}

/** What only proves our own TSP and D1 has no say on a real issuer. */
const WITHOUT_SIMULATORS = "not @simulators";

/**
 * Reads the run file and makes sure that a run can begin.
 * Throws RUN_FILE_UNREADABLE, RUN_FILE_INVALID, SINKS_SHARED, NOT_FIT_TO_RUN.
 */
export async function openCertification(
  profile: string,
  { parallel, recording }: { readonly parallel: number; readonly recording?: Recording | undefined },
  { cwd, env, clock }: Pick<Site, "cwd" | "env" | "clock">,
): Promise<Certification> {
  const runFile = await loadRunFile(path.resolve(cwd, profile), { env });
  refuseSharedSinks(runFile, parallel);
  if (recording) requireFitting(recording, { digest: runFile.digest, mode: runFile.delivery.mode });
  // Of a recording there is nothing to be reached.
  const warnings = recording ? [] : await requireFitness(runFile, clock);
  const { backend, delivery, profiles: wanted } = runFile;
  const binding: Binding = { backend: backend.kind, deliveryMode: delivery.mode, profiles: wanted };
  return {
    profile: runFile.path,
    certified: { issuer: runFile.issuer, profile: { path: profile, digest: runFile.digest } },
    waivers: runFile.waivers,
    tags: tagsFor(binding),
    plan: (catalogue) => planRequirements(catalogue, binding),
    warnings,
  };
}

/** Scenarios of a profile carry its name as a tag. */
function tagsFor({ backend, profiles: wanted }: Binding): string {
  const others = profiles.filter((profile) => !wanted.includes(profile)).map((profile) => `not @profile-${profile}`);
  return [...(backend === "real" ? [WITHOUT_SIMULATORS] : []), ...others].join(" and ");
}

/** A fixed port belongs to one process: a second worker could not listen there. */
function refuseSharedSinks({ sinks }: RunFile, parallel: number): void {
  const { mailHog: _mailHog, ...ports } = sinks;
  const fixed = Object.keys(ports);
  if (parallel < 2 || fixed.length === 0) return;
  throw new StepproofError("SINKS_SHARED", `--parallel ${parallel}: only one worker can listen on a fixed port`, {
    hint: `Run without --parallel, or take the ports (${fixed.join(", ")}) out of the run file's sinks.`,
    attribution: "CONFIGURATION",
  });
}
