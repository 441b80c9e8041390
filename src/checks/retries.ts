import type { EpochMs } from "../clock.ts";
import type { CapturedMessage } from "../messages/captured-message.ts";
import { idsOf } from "./channel.ts";
import { type Check, fail, pass, untestable, warn } from "./finding.ts";

interface Refusals {
  /** How often the carrier refused the message. */
  readonly count: number;
  readonly kind: "for now" | "for good";
  readonly expiresAt: EpochMs;
}

/**
 * RS-06: what a carrier refuses for now is tried again while the code lives, so that it arrives in the end; what it
 * refuses for good is tried once. Source: [A], RFC 5321 §4.2.1 on the two kinds of reply.
 */
export const checkTriedAgain: Check<readonly CapturedMessage[], Refusals> = (messages, { count, kind, expiresAt }) => {
  const evidence = idsOf(messages);
  if (count === 0) {
    const nothing = { expected: "a message that is refused", actual: "none was", evidence };
    return untestable("RS-06", { ...nothing, hint: "Let the carrier refuse the message." });
  }
  if (kind === "for good") return judgeTries(count, evidence);
  const inTime = messages.filter(({ receivedAt }) => receivedAt < expiresAt);
  const verdict = {
    expected: "a message refused for now to arrive at a later try, while its code lives",
    actual: `${inTime.length} arrived in time after ${count} refusals`,
    evidence,
  };
  if (inTime.length > 0) return pass("RS-06", verdict);
  return warn("RS-06", {
    ...verdict,
    hint: "Keep the message and hand it over again, ever later, until the code dies.",
  });
};

function judgeTries(count: number, evidence: readonly string[]) {
  const verdict = { expected: "one try of a message refused for good", actual: `${count} tries`, evidence };
  if (count === 1) return pass("RS-06", verdict);
  return warn("RS-06", {
    ...verdict,
    hint: "Try again only what the carrier calls temporary: SMTP 4xx, SMPP throttling.",
  });
}

/** One call of the notification endpoint; no status where there was no answer. */
export interface NotificationTry {
  readonly id: string;
  readonly operationId: string;
  readonly status?: number;
}

/** RS-12: a notification that did not arrive is sent again under the same operationId until it does. Source: (12). */
export const checkNotifiedInTheEnd: Check<readonly NotificationTry[]> = (tries) => {
  const failed = tries.filter((each) => !hasArrived(each));
  const lost = failed.filter(
    ({ operationId }) => !tries.some((each) => each.operationId === operationId && hasArrived(each)),
  );
  const verdict = {
    expected: "every notification that failed to arrive under the same operationId later",
    actual: `${failed.length} failed, ${new Set(lost.map(({ operationId }) => operationId)).size} of them for good`,
    evidence: tries.map(({ id }) => id),
  };
  if (failed.length === 0) {
    return untestable("RS-12", { ...verdict, actual: "none failed", hint: "Let the issuer refuse a notification." });
  }
  const hint = "Send the same notification again, ever later, while the issuer does not take it.";
  return lost.length === 0 ? pass("RS-12", verdict) : fail("RS-12", { ...verdict, hint });
};

const hasArrived = ({ status }: NotificationTry): boolean => status !== undefined && status < 300;
