import type { Clock } from "../clock.ts";
import { createEgress } from "../egress.ts";
import { StepproofError } from "../errors.ts";
import type { RunFile } from "../run-file/run-file.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { requirementsFor } from "./judged-in-run.ts";
import { runDoctor } from "./run-doctor.ts";
import { toPreflight } from "./run-file-preflight.ts";

/** The doctor on a run file; only the hosts of its `reach` are called. */
export const examineRunFile = (runFile: RunFile, clock: Clock): Promise<readonly Diagnosis[]> =>
  runDoctor(toPreflight(runFile), { clock, egress: createEgress(runFile.reach) });

/**
 * The doctor before the first scenario. Returns, a line each, its warnings and the problems that the run will judge.
 * Throws NOT_FIT_TO_RUN with a line for each other problem: a hundred red scenarios would say less.
 */
export async function requireFitness(runFile: RunFile, clock: Clock): Promise<readonly string[]> {
  const diagnoses = await examineRunFile(runFile, clock);
  const stopping = diagnoses.filter((each) => each.outcome === "problem" && requirementsFor(each) === undefined);
  if (stopping.length > 0) throw notFit(stopping);
  return diagnoses.filter(({ outcome }) => outcome === "warn" || outcome === "problem").map(toNote);
}

function toNote(diagnosis: Diagnosis): string {
  const requirements = requirementsFor(diagnosis);
  return `${toLine(diagnosis)}${requirements === undefined ? "" : `; the run judges it: ${requirements}`}`;
}

/** One line for people: `problem token https://…: answered 401 …; Check clientId … (CONFIGURATION)`. */
export function toLine({ outcome, step, subject, actual, hint, attribution }: Diagnosis): string {
  const advice = hint === undefined ? "" : `; ${hint}`;
  const blame = attribution === undefined ? "" : ` (${attribution})`;
  return `${outcome} ${step} ${subject}: ${actual}${advice}${blame}`;
}

/** Whoever is at fault, nothing was judged: the exit code is that of a run that could not begin, 2. */
function notFit(problems: readonly Diagnosis[]): StepproofError {
  const attribution = problems.some((each) => each.attribution !== "ENVIRONMENT") ? "CONFIGURATION" : "ENVIRONMENT";
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return new StepproofError("NOT_FIT_TO_RUN", `the doctor found ${count}, so no scenario was run`, {
    hint: "Mend what the lines above name; stepproof doctor --profile FILE shows all that was looked at.",
    attribution,
    lines: problems.map(toLine),
  });
}
