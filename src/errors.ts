/** Who has to act on a problem: the run file, the system under test, the surroundings, or Stepproof itself. */
export type Attribution = "CONFIGURATION" | "IMPLEMENTATION" | "ENVIRONMENT" | "HARNESS";

export interface ErrorDetails {
  /** What the reader should do next, in one sentence. */
  readonly hint: string;
  readonly attribution: Attribution;
  readonly cause?: unknown;
  /** Where several things are wrong at once: one line each, for people. */
  readonly lines?: readonly string[];
}

/**
 * The one error class. `code` is stable and machine-readable, `message` says what happened and where.
 * Neither may quote an OTP, a PAN or a contact.
 */
export class StepproofError extends Error {
  readonly code: string;
  readonly hint: string;
  readonly attribution: Attribution;
  readonly lines: readonly string[];

  constructor(code: string, message: string, { hint, attribution, cause, lines = [] }: ErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "StepproofError";
    this.code = code;
    this.hint = hint;
    this.attribution = attribution;
    this.lines = lines;
  }
}

/** The system's own code of a failed call (`ECONNREFUSED`, `ERR_TLS_…`), wherever the library put it. */
export function causeCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  return causeCode(error.cause);
}
