import type { z } from "zod";
import { tolerant } from "../contract/tolerance.ts";
import { type Attribution, StepproofError } from "../errors.ts";
import type { HttpResponse } from "../http.ts";

/** What some statuses mean to one call, beside what they mean to any. */
export type StatusAdvice = Readonly<Record<number, { readonly hint: string; readonly attribution: Attribution }>>;

/** The JSON of a 200. Throws ANSWER_REDIRECT, ANSWER_REFUSED and ANSWER_NOT_JSON, none of which quotes the body. */
export function readJson(response: HttpResponse, advice: StatusAdvice): unknown {
  const { status, headers, body } = response;
  if (status >= 300 && status < 400) throw redirected(status, headers["location"]);
  if (status !== 200) throw refused(status, advice[status] ?? anyCall(status));
  try {
    return JSON.parse(body);
  } catch {
    throw notJson(body);
  }
}

/** The body in its shape, unknown members tolerated. Throws ANSWER_WRONG, which names members and no value. */
export function readShape<Shape extends z.ZodType>(json: unknown, shape: Shape, hint: string): z.infer<Shape> {
  const reading = tolerant(shape).safeParse(json);
  if (reading.success) return reading.data;
  const complaints = reading.error.issues.map(({ path, message }) => `${path.join(".") || "the body"}: ${message}`);
  throw wrong(complaints.join("; "), hint);
}

/** The issuer's code answers wrongly. */
export const wrong = (what: string, hint: string): StepproofError =>
  new StepproofError("ANSWER_WRONG", what, { hint, attribution: "IMPLEMENTATION" });

/** Only the origin: a redirect's query may carry what nobody should read. */
function redirected(status: number, location: string | undefined): StepproofError {
  const where = location !== undefined && URL.canParse(location) ? `to ${new URL(location).origin}` : "elsewhere";
  return new StepproofError("ANSWER_REDIRECT", `answered ${status}, a redirect ${where}`, {
    hint: "Name the final URL in the run file; D1 does not follow redirects, so neither does Stepproof.",
    attribution: "CONFIGURATION",
  });
}

const refused = (status: number, advice: StatusAdvice[number]): StepproofError =>
  new StepproofError("ANSWER_REFUSED", `answered ${status} instead of 200`, advice);

function anyCall(status: number): StatusAdvice[number] {
  if (status === 429 || status === 503) {
    return {
      hint: "The backend or what stands before it is overloaded or being maintained: try later.",
      attribution: "ENVIRONMENT",
    };
  }
  if (status === 502 || status === 504) {
    return { hint: "The gateway does not reach the issuer backend behind it: start it.", attribution: "ENVIRONMENT" };
  }
  return { hint: "Look into the issuer backend's log for this call.", attribution: "IMPLEMENTATION" };
}

function notJson(body: string): StepproofError {
  const octets = Buffer.byteLength(body);
  if (/^\s*</.test(body)) {
    return new StepproofError("ANSWER_NOT_JSON", `answered 200 with a page (${octets} octets), not with JSON`, {
      hint: "A login page, a proxy or a wrong path answers here: check the URL in the run file.",
      attribution: "CONFIGURATION",
    });
  }
  return new StepproofError("ANSWER_NOT_JSON", `answered 200 with ${octets} octets that are no complete JSON`, {
    hint: "Answer JSON in UTF-8, whole, and with the Content-Length that it has.",
    attribution: "IMPLEMENTATION",
  });
}
