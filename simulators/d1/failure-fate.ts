import { causeCode, StepproofError } from "../../src/errors.ts";
import { type Fate, fateOf } from "../../src/sending/failure.ts";
import type { Parcel } from "./delivery.ts";

/**
 * What a failed hand-over leaves behind: whether it may be repeated without a risk of sending twice. No carrier can be
 * asked whether it has a message whose answer was lost: SMPP's query_sm needs the id that the answer would have brought,
 * and SMTP has no such question at all. So an unknown fate stays one.
 */
export const failureFate = (error: unknown, { to }: Parcel): Fate =>
  to === "issuer" ? issuerFate(error) : fateOf(error);

/** By RS-10 an error of Deliver OTP means that nothing was sent; without any answer nobody knows. */
function issuerFate(error: unknown): Fate {
  if (!(error instanceof StepproofError)) return "unknown";
  if (error.code === "HTTP_UNREACHABLE") return causeCode(error) === "ECONNREFUSED" ? "try-again" : "unknown";
  if (error.code === "HTTP_TIMEOUT" || error.code === "HTTP_UNREADABLE") return "unknown";
  return /^(ISSUER_UNAVAILABLE|HTTP_TLS)$/.test(error.code) ? "try-again" : "refused";
}
