import type { EpochMs } from "../clock.ts";
import type { CapturedMessage } from "../messages/captured-message.ts";
import { idsOf } from "./channel.ts";
import { type Check, fail, pass, untestable } from "./finding.ts";
import { bodyViews } from "./message-views.ts";
import { hasExactCode } from "./otp-content.ts";

interface ExpiryExpectation {
  readonly expiresAt: EpochMs;
  /** Until when the inboxes were watched; it must lie after the expiry. */
  readonly watchedUntil: EpochMs;
}

/** LC-01: nothing is sent once the OTP has expired. Source: [A] on (21). */
export const checkNothingAfterExpiry: Check<readonly CapturedMessage[], ExpiryExpectation> = (
  messages,
  { expiresAt, watchedUntil },
) => {
  const expected = "no message after the code's expiry";
  const late = messages.filter(({ receivedAt }) => receivedAt >= expiresAt);
  const verdict = { expected, actual: `${late.length} of ${messages.length} messages came late` };
  if (late.length > 0) {
    const hint = "Compare `expirationDateTime` as an instant before each hand-over and each retry.";
    return fail("LC-01", { ...verdict, hint, evidence: idsOf(late) });
  }
  if (watchedUntil > expiresAt) return pass("LC-01", { ...verdict, evidence: idsOf(messages) });
  const actual = "the inboxes were not watched beyond the expiry";
  return untestable("LC-01", { expected, actual, hint: "Move the clock past the expiry.", evidence: idsOf(messages) });
};

interface ResendExpectation {
  /** The codes of the delivery requests, in their order; a repeated one is repeated here. */
  readonly otps: readonly string[];
}

/** LC-08: after a resend the newest message carries exactly what the last request said, and no older code. Source: [A]. */
export const checkLatestOtpSent: Check<readonly CapturedMessage[], ResendExpectation> = (messages, { otps }) => {
  const expected = "the newest message with the last request's code, and with no older one";
  const [latest, newest] = [otps.at(-1), messages.at(-1)];
  if (latest === undefined || otps.length < 2) {
    return untestable("LC-08", {
      expected,
      actual: "no resend",
      hint: "Ask for the code twice.",
      evidence: idsOf(messages),
    });
  }
  const hint = "Take the code from the request at hand; keep none from an earlier one.";
  if (newest === undefined || messages.length < otps.length) {
    const actual = `${messages.length} messages for ${otps.length} requests`;
    return fail("LC-08", { expected, actual, hint, evidence: idsOf(messages) });
  }
  const texts = bodyViews(newest).map(({ text }) => text);
  const isLatest = texts.length > 0 && texts.every((text) => hasExactCode(text, latest));
  const hasOlder = otps.some((otp) => otp !== latest && texts.some((text) => hasExactCode(text, otp)));
  const actual = `the last code ${isLatest ? "is" : "is not"} there, an older one ${hasOlder ? "is" : "is not"}`;
  if (isLatest && !hasOlder) return pass("LC-08", { expected, actual, evidence: [newest.id] });
  return fail("LC-08", { expected, actual, hint, evidence: [newest.id] });
};
