import type { EpochMs } from "../clock.ts";
import type { CapturedMessage } from "../messages/captured-message.ts";
import { idsOf } from "./channel.ts";
import { conclude } from "./conclusion.ts";
import type { Check } from "./finding.ts";

const WRITTEN_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** LC-02, of the TSP: `expirationDateTime` has 20-29 characters of the specification's form, and means the code's expiry. Source: (21). */
export const checkExpiryWritten: Check<string, { readonly expiresAt: EpochMs }> = (written, { expiresAt }) => {
  const hasForm = WRITTEN_INSTANT.test(written) && written.length >= 20 && written.length <= 29;
  const offBy = Date.parse(written) - expiresAt;
  const meaning = Number.isNaN(offBy) ? "means no instant" : `lies ${offBy} ms from the code's expiry`;
  return conclude("LC-02", hasForm && offBy === 0, {
    expected: "20-29 characters, YYYY-MM-DDThh:mm:ss[.s] with Z or an offset, at the code's very expiry",
    actual: `${written.length} characters ${hasForm ? "of that form" : "of another form"}; it ${meaning}`,
    hint: "Write the instant with its offset, in one of the specification's spellings.",
    evidence: [],
  });
};

interface Delivered {
  readonly expirationDateTime: string;
  readonly askedAt: EpochMs;
  /** Absent when D1 accepted. */
  readonly errorCode: string | undefined;
  readonly messages: readonly CapturedMessage[];
}

/** LC-02, of D1: whatever the spelling, a code is sent before the instant it means, and refused from then on. Source: (21). */
export const checkExpiryRead: Check<Delivered> = ({ expirationDateTime, askedAt, errorCode, messages }) => {
  const isAlive = askedAt < Date.parse(expirationDateTime);
  const holds = isAlive
    ? errorCode === undefined && messages.length === 1
    : errorCode !== undefined && messages.length === 0;
  return conclude("LC-02", holds, {
    expected: isAlive ? "accepted, one message: the code is alive" : "refused, no message: the code has run out",
    actual: `${errorCode ?? "accepted"}, ${messages.length} messages`,
    hint: "Read expirationDateTime as an instant, its offset and fraction included, and compare that.",
    evidence: idsOf(messages),
  });
};
