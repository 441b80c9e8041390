import type { EpochMs } from "../clock.ts";
import { StepproofError } from "../errors.ts";
import type { HttpResponse } from "../http.ts";
import { doubtful, fine, type Observation } from "./diagnosis.ts";

/** A `Date` header cuts off the second, and the answer took its time: less than this says nothing. */
const UNNOTICED_MS = 5_000;
/** From here on, codes and tokens expire at visibly wrong times. */
const HARMFUL_MS = 60_000;

const advice = {
  hint: "Synchronize the clocks of this machine and of the issuer backend (NTP).",
  attribution: "ENVIRONMENT",
} as const;

/** How far the backend's clock is from ours, by the `Date` of an answer. Throws CLOCK_SKEW. */
export function lookAtClock({ headers }: HttpResponse, answeredAt: EpochMs): Observation<true> {
  const date = headers["date"] ?? "";
  const skewMs = Date.parse(date) - answeredAt;
  if (Number.isNaN(skewMs)) {
    return doubtful(true, "the answer has no Date, so the clocks cannot be compared", {
      hint: "Send a Date header: RFC 9110 section 6.6.1 asks for it.",
      attribution: "IMPLEMENTATION",
    });
  }
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  const actual = `the backend's clock is ${seconds} s ${skewMs < 0 ? "behind" : "ahead of"} ours`;
  if (Math.abs(skewMs) < UNNOTICED_MS) return fine(true, "the clocks agree to a few seconds");
  if (Math.abs(skewMs) < HARMFUL_MS) return doubtful(true, actual, advice);
  throw new StepproofError("CLOCK_SKEW", actual, advice);
}
