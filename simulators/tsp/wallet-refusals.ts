import { StepproofError } from "../../src/errors.ts";

/** What the TSP refuses a wallet, and with which HTTP status. The codes are ours, in the manner of the TSP-D1 leg [A]. */
const statuses = {
  INVALID_JSON: 400,
  MISSING_REQUIRED_FIELD: 400,
  INVALID_FIELD_FORMAT: 400,
  INVALID_FIELD_LENGTH: 400,
  INVALID_FIELD_VALUE: 400,
  UNKNOWN_PATH: 404,
  UNKNOWN_TOKEN: 404,
  INVALID_TOKEN_STATE: 409,
  CODE_NOT_REQUESTED: 409,
  BODY_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  D1_FAILED: 502,
} as const;
export type RefusalCode = keyof typeof statuses;

export interface Refusal {
  readonly status: (typeof statuses)[RefusalCode] | 500;
  readonly errorCode: string;
  readonly errorDescription: string;
}

/** An error that the wallet gets as an answer; `what` names a member, a path or a state, never a value. */
export const refuse = (code: RefusalCode, what: string): StepproofError =>
  new StepproofError(code, what, {
    hint: "Compare the call with src/contract/wallet-tsp.ts.",
    attribution: code === "D1_FAILED" ? "ENVIRONMENT" : "IMPLEMENTATION",
  });

/** Whatever else went wrong is our fault, and none of the wallet's business. */
export function toRefusal(error: unknown): Refusal {
  if (!(error instanceof StepproofError)) return brokenInside;
  const status = isRefusalCode(error.code) ? statuses[error.code] : 500;
  return { status, errorCode: error.code, errorDescription: error.message };
}

const brokenInside: Refusal = {
  status: 500,
  errorCode: "INTERNAL_SERVICE_FAILURE",
  errorDescription: "the TSP simulator broke",
};

const isRefusalCode = (code: string): code is RefusalCode => Object.hasOwn(statuses, code);
