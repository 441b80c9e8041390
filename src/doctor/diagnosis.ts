import type { Attribution } from "../errors.ts";

export const outcomes = ["ok", "warn", "problem", "not-looked-at"] as const;
export type Outcome = (typeof outcomes)[number];

/** One line of the doctor: what was looked at, what was seen and, unless all is well, who must do what. */
export interface Diagnosis {
  /** Stable, for programs: "backend-tls". */
  readonly step: string;
  readonly outcome: Outcome;
  /** What was looked at: a host, a URL, a file. */
  readonly subject: string;
  /** What was seen, without secrets and contacts. */
  readonly actual: string;
  /** Of a problem: the code of the error. */
  readonly code?: string;
  readonly attribution?: Attribution;
  readonly hint?: string;
}

/** What a look found: good, or good enough. A problem is thrown as a StepproofError, or as Node's own error. */
export type Observation<Seen> =
  | { readonly outcome: "ok"; readonly actual: string; readonly seen: Seen }
  | (Advice & { readonly outcome: "warn"; readonly actual: string; readonly seen: Seen });

export interface Advice {
  readonly hint: string;
  readonly attribution: Attribution;
}

export const fine = <Seen>(seen: Seen, actual: string): Observation<Seen> => ({ outcome: "ok", actual, seen });

export const doubtful = <Seen>(seen: Seen, actual: string, advice: Advice): Observation<Seen> => ({
  outcome: "warn",
  actual,
  seen,
  ...advice,
});

export const hasProblem = (diagnoses: readonly Diagnosis[]): boolean =>
  diagnoses.some(({ outcome }) => outcome === "problem");
