import type { z } from "zod";
import type { Acknowledgement, TspD1ErrorCode } from "../../src/contract/tsp-d1.ts";
import { StepproofError } from "../../src/errors.ts";

export type ErrorMembers = Pick<Acknowledgement, "errorCode" | "errorDescription">;

/** Length limit of `errorDescription`. Source: contract.md section 9. */
const DESCRIPTION_MAX = 256;

const answerable: ReadonlySet<string> = new Set<TspD1ErrorCode>([
  "INVALID_JSON",
  "MISSING_REQUIRED_FIELD",
  "INVALID_FIELD_FORMAT",
  "INVALID_FIELD_LENGTH",
  "INVALID_FIELD_VALUE",
  "CRYPTOGRAPHY_ERROR",
  "INTERNAL_SERVICE_FAILURE",
  "MISSING_EXPIRY_DATE",
]);

/** Why D1 does not do what the TSP asked, in the contract's codes; `description` names members, never their values. */
export const refusal = (code: TspD1ErrorCode, description: string, cause?: unknown): StepproofError =>
  new StepproofError(code, description, {
    hint: "Compare the request with the TSP -> D1 contract.",
    attribution: "IMPLEMENTATION",
    cause,
  });

/** Any failure as the TSP may see it: of what is not a refusal only the code, for texts of others may quote a contact. */
export function toErrorMembers(error: unknown): ErrorMembers {
  const code = codeOf(error);
  if (error instanceof StepproofError && answerable.has(code)) {
    return { errorCode: code, errorDescription: error.message.slice(0, DESCRIPTION_MAX) };
  }
  return { errorCode: "INTERNAL_SERVICE_FAILURE", errorDescription: `D1 could not complete the request (${code})` };
}

/** A failure's code for logs; an error that is none of ours goes by its class. */
export function codeOf(error: unknown): string {
  if (error instanceof StepproofError) return error.code;
  return error instanceof Error ? error.name : "UNKNOWN";
}

/** Reads what the TSP sent. Throws a refusal that names the first member at fault; a missing one is named first. */
export function parseMembers<Members>(shape: z.ZodType<Members>, received: unknown): Members {
  const reading = shape.safeParse(received);
  if (reading.success) return reading.data;
  const faults = reading.error.issues.map((issue) => ({ issue, code: codeOfIssue(issue, received) }));
  const worst = faults.find(({ code }) => code === "MISSING_REQUIRED_FIELD") ?? faults[0];
  throw refusal(worst?.code ?? "INVALID_FIELD_VALUE", worst ? describe(worst.issue) : "a member is invalid");
}

const describe = ({ path, message }: z.core.$ZodIssue): string => `${path.join(".") || "the body"}: ${message}`;

const codesByIssue: Readonly<Record<string, TspD1ErrorCode>> = {
  invalid_type: "INVALID_FIELD_FORMAT",
  invalid_format: "INVALID_FIELD_FORMAT",
  too_small: "INVALID_FIELD_LENGTH",
  too_big: "INVALID_FIELD_LENGTH",
};

function codeOfIssue({ code, path }: z.core.$ZodIssue, received: unknown): TspD1ErrorCode {
  if (path.length === 0) return "INVALID_JSON";
  if (memberAt(received, path) === undefined) return "MISSING_REQUIRED_FIELD";
  return codesByIssue[code] ?? "INVALID_FIELD_VALUE";
}

/** Zod does not say whether a member is missing or of a wrong type, so we look. */
const memberAt = (received: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), received);

const isRecord = (value: unknown): value is Readonly<Record<PropertyKey, unknown>> =>
  typeof value === "object" && value !== null;
