import type { z } from "zod";
import { tolerant } from "../../src/contract/tolerance.ts";
import { StepproofError } from "../../src/errors.ts";
import type { HttpResponse } from "../../src/http.ts";

/** Throws ISSUER_UNAVAILABLE (429, 5xx: worth trying again) or ISSUER_REFUSED, unless the status is the expected one. */
export function expectStatus({ status }: HttpResponse, expected: number, call: string): void {
  if (status === expected) return;
  const code = status === 429 || status >= 500 ? "ISSUER_UNAVAILABLE" : "ISSUER_REFUSED";
  throw badAnswer(code, `${call}: the issuer answered ${status} instead of ${expected}`);
}

/** The body in its shape, unknown members kept. Throws ISSUER_BAD_BODY, naming members but no value. */
export function readBody<Shape extends z.ZodType>({ body }: HttpResponse, shape: Shape, call: string): z.infer<Shape> {
  const reading = tolerant(shape).safeParse(parseJson(body, call));
  if (reading.success) return reading.data;
  const members = reading.error.issues.map(({ path }) => path.join(".") || "the body");
  throw badAnswer("ISSUER_BAD_BODY", `${call}: the issuer's answer is wrong at ${[...new Set(members)].join(", ")}`);
}

/** Whether the same call may succeed later: nothing arrived, or the issuer said so. Source: contract.md section 5, (20). */
export const isTransient = (error: unknown): boolean =>
  error instanceof StepproofError &&
  /^(ISSUER_UNAVAILABLE|HTTP_TIMEOUT|HTTP_UNREACHABLE|HTTP_UNREADABLE|HTTP_TLS)$/.test(error.code);

/** The parser's own error quotes the text, and so a contact: it is not passed on. */
function parseJson(body: string, call: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw badAnswer("ISSUER_BAD_BODY", `${call}: the issuer's answer is not JSON`);
  }
}

const badAnswer = (code: string, message: string): StepproofError =>
  new StepproofError(code, message, {
    hint: "Answer as the D1 -> issuer contract says.",
    attribution: "IMPLEMENTATION",
  });
