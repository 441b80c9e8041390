import { StepproofError } from "../errors.ts";

/** What a scenario wishes for and this issuer cannot do: the scenario is not judged, and the reason is kept. */
export const notOffered = (reason: string): StepproofError =>
  new StepproofError(NOT_OFFERED, reason, {
    hint: "Add what is missing to the run file, or run it on the embedded issuer, too.",
    attribution: "CONFIGURATION",
  });

export const NOT_OFFERED = "NOT_OFFERED";
