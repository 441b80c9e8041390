import type { ActivationResult } from "../contract/wallet-tsp.ts";
import type { CapturedMessage } from "../messages/captured-message.ts";
import { idsOf } from "./channel.ts";
import { conclude } from "./conclusion.ts";
import type { Check, Finding } from "./finding.ts";

interface ResendOutcome {
  readonly policy: "same-code" | "new-code" | "same-while-valid";
  /** The codes of the two requests, in their order. */
  readonly codes: readonly [earlier: string, latest: string];
  /** What typing the earlier code led to; undefined where both are the same. */
  readonly earlierCode: ActivationResult | undefined;
}

/** LC-07: a resend follows the network's policy: the same code again, or a new one that kills the old. Source: (21)(22)(23). */
export const checkResendPolicy: Check<ResendOutcome> = ({ policy, codes: [earlier, latest], earlierCode }) => {
  const isNew = earlier !== latest;
  const expected = policy === "new-code" ? "a new code, the old one dead" : "the same code again";
  const actual = isNew ? `a new code; the old one gave ${earlierCode ?? "no answer"}` : "the same code";
  const holds = policy === "new-code" ? isNew && earlierCode !== "SUCCESS" && earlierCode !== undefined : !isNew;
  const hint = "Let the TSP make codes as the network's policy says, and keep only the latest one alive.";
  return conclude("LC-07", holds, { expected, actual, hint, evidence: [] });
};

/** LC-09: a code works only for its own token. Source: [A]. */
export const checkForeignCodeRefused: Check<ActivationResult> = (result) =>
  conclude("LC-09", result !== "SUCCESS", {
    expected: "another token's code is refused",
    actual: result,
    hint: "Compare what was typed with the code of this token alone.",
    evidence: [],
  });

/** LC-11, the other half: once the digitization has ended, its code works no more. Source: (9); dead is [A]. */
export const checkCodeDead: Check<ActivationResult | "NO_CODE_READ"> = (result) =>
  conclude("LC-11", result !== "SUCCESS" && result !== "NO_CODE_READ", {
    expected: "the code of a cancelled digitization is refused",
    actual: result,
    hint: "Forget a token's code as soon as its digitization has ended.",
    evidence: [],
  });

/** A card notification as it went over the wire; `cardId` is that of its path. */
interface Notified {
  readonly operation: string;
  readonly status: string;
  readonly cardId: string;
}

/** LC-11: the issuer is told once how the digitization ended: `DIGITIZE` with the right status. Source: (9). */
export const checkOutcomeNotified: Check<
  readonly Notified[],
  { readonly status: "SUCCESSFUL" | "FAILED"; readonly cardId: string }
> = (notifications, { status, cardId }) => {
  const seen = notifications.map(
    (notified) =>
      `${notified.operation} ${notified.status} of ${notified.cardId === cardId ? "this card" : "another card"}`,
  );
  return conclude("LC-11", seen.length === 1 && seen[0] === `DIGITIZE ${status} of this card`, {
    expected: `one notification, DIGITIZE ${status} of this card`,
    actual: seen.length === 0 ? "no notification" : seen.join(", "),
    hint: "Notify the issuer when the TSP reports the end of the digitization, with its outcome.",
    evidence: [],
  });
};

interface Answer {
  /** What was unusual about the request, e.g. "an unknown correlation id". */
  readonly cause: string;
  /** Absent when D1 accepted. */
  readonly errorCode: string | undefined;
  readonly messages: readonly CapturedMessage[];
}

/** RS-07: a reason that D1 does not know yet does not fail the delivery. Source: (21). */
export const checkUnknownReasonTolerated: Check<Answer> = ({ errorCode, messages }) =>
  conclude("RS-07", errorCode === undefined && messages.length === 1, {
    expected: "accepted, one message",
    actual: `${errorCode ?? "accepted"}, ${messages.length} messages`,
    hint: "Treat reasonCodes as open: pass over the ones you do not know.",
    evidence: idsOf(messages),
  });

/** RS-08: an unknown correlation id or token reference is answered with an error, and nothing is sent. Source: [A]. */
export const checkUnknownReferenceRefused: Check<Answer> = ({ cause, errorCode, messages }) =>
  conclude("RS-08", errorCode !== undefined && messages.length === 0, {
    expected: "an error, no message",
    actual: `${cause}: ${errorCode ?? "accepted"}, ${messages.length} messages`,
    hint: "Deliver only for a correlation id and token reference that belong to one known digitization.",
    evidence: idsOf(messages),
  });

/** LC-01, seen from the answer: a request whose code has run out is refused, and nothing is sent. Source: [A] on (21). */
export const checkExpiredRefused: Check<Answer> = ({ errorCode, messages }) =>
  conclude("LC-01", errorCode !== undefined && messages.length === 0, {
    expected: "an error, no message",
    actual: `${errorCode ?? "accepted"}, ${messages.length} messages`,
    hint: "Compare `expirationDateTime` with the time before anything is sent.",
    evidence: idsOf(messages),
  });

interface ConcurrentFlow {
  /** How the flow's own message was judged. */
  readonly findings: readonly Finding[];
  readonly messages: readonly CapturedMessage[];
}

/** RS-09: of flows in parallel each got its own message, with its own card, code and contact. Source: [A]. */
export const checkFlowsApart: Check<readonly ConcurrentFlow[]> = (flows) => {
  const mixed = flows.filter(
    ({ findings, messages }) => messages.length !== 1 || findings.some(({ result }) => result === "FAIL"),
  );
  return conclude("RS-09", flows.length > 0 && mixed.length === 0, {
    expected: "one right message for each flow",
    actual: `${flows.length - mixed.length} of ${flows.length} flows`,
    hint: "Keep card, code and contact with the token reference; share nothing between requests.",
    evidence: flows.flatMap(({ messages }) => idsOf(messages)),
  });
};

/** CS-05, the other way: what has a contact is offered. `types` and `expected` are activation method types. Source: [A]. */
export const checkOfferComplete: Check<readonly string[], { readonly expected: readonly string[] }> = (
  types,
  { expected },
) =>
  conclude("CS-05", [...types].sort().join() === [...expected].sort().join(), {
    expected: expected.join(", ") || "nothing",
    actual: types.join(", ") || "nothing",
    hint: "Offer each method whose contact the issuer gave, customer service where it is agreed, and no other.",
    evidence: [],
  });
