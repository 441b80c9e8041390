import type { Result } from "../checks/finding.ts";

/** As much of a run as can be held against another one: of its result, or of its certificate. */
export interface ComparedRun {
  readonly verdict: string;
  readonly plan: string;
  readonly requirements: readonly ComparedRequirement[];
  /** `uri name` of each; absent in a certificate, which only counts them. */
  readonly scenarios?: readonly string[];
  readonly kills?: { readonly killed: number; readonly total: number };
}

export interface ComparedRequirement {
  readonly id: string;
  readonly result: Result;
  /** How many scenarios judged it. */
  readonly scenarios: number;
}
