import type { Exchange } from "../evidence/journal.ts";
import type { CapturedMessage } from "../messages/captured-message.ts";
import { visibleText } from "../messages/reading.ts";
import { idsOf, reaches } from "./channel.ts";
import { type Check, type Finding, fail } from "./finding.ts";
import { conclude, describeOutcome, judgeAnswer, statusOf } from "./issuer-answer.ts";
import { hasExactCode } from "./otp-content.ts";

/** RS-10: an accepted Deliver OTP is 204 without a body. Source: (2). */
export const checkDeliverOtpAccepted: Check<Exchange> = (exchange) =>
  judgeAnswer("RS-10", exchange, ({ status, body }) =>
    conclude("RS-10", {
      expected: "204, no body",
      faults: [...(status === 204 ? [] : [`status ${status}`]), ...(body === "" ? [] : ["a body"])],
      actual: describeOutcome(exchange),
      hint: "Answer 204 with an empty body once the message is handed over.",
      evidence: [exchange.id],
    }),
  );

interface Undeliverable {
  /** Why it cannot be delivered, e.g. "an unknown consumer". */
  readonly cause: string;
  /** All that any inbox got. */
  readonly messages: readonly CapturedMessage[];
}

/** RS-10: what cannot be delivered is answered with 4xx or 5xx, and nothing is sent. Source: (2); (18) by analogy. */
export const checkUndeliverable: Check<Exchange, Undeliverable> = (exchange, undeliverable) =>
  judgeRefusal("RS-10", exchange, undeliverable, {
    expected: "4xx or 5xx, no message",
    hint: "Refuse what cannot be delivered, and send nothing, by no other channel and to no other contact either.",
  });

/** LC-01, seen from the issuer: a code that has run out is refused, and nothing is sent. Source: [A] on (21). */
export const checkExpiredCodeRefused: Check<Exchange, Undeliverable> = (exchange, undeliverable) =>
  judgeRefusal("LC-01", exchange, undeliverable, {
    expected: "4xx or 5xx, no message",
    hint: "Compare otp.expirationDate as an instant with the time before anything is sent.",
  });

/** RS-05, seen from the issuer: a hand-over that the SMS centre or mail server refused is told to D1. Source: (18) by analogy. */
export const checkRefusedHandOverTold: Check<Exchange, Undeliverable> = (exchange, undeliverable) =>
  judgeRefusal("RS-05", exchange, undeliverable, {
    expected: "4xx or 5xx",
    hint: "Wait for the SMS centre's or mail server's answer before answering D1, and pass a refusal on.",
  });

interface ExpectedMessages {
  readonly otp: string;
  readonly recipient: string;
  /** Accepted requests with this code. */
  readonly accepted: number;
}

/** CS-13, seen from the issuer: one message, to the consumer's contact, for each accepted request. Source: [A]. */
export const checkOneMessageEach: Check<readonly CapturedMessage[], ExpectedMessages> = (messages, expectation) => {
  const { otp, recipient, accepted } = expectation;
  const carrying = messages.filter((message) => hasExactCode(visibleText(message), otp));
  const right = carrying.filter((message) => reaches(message, recipient));
  const strays = messages.length - right.length;
  return conclude("CS-13", {
    expected: `${accepted} with the code to the contact on file, none else`,
    faults: right.length === accepted && strays === 0 ? [] : [`${right.length} such, ${strays} other messages`],
    actual: `${right.length} such`,
    hint: "Send one message for each accepted request, to the consumer's contact for the asked channel, with the code as it came.",
    evidence: idsOf(messages),
  });
};

interface Refusal {
  readonly expected: string;
  readonly hint: string;
}

function judgeRefusal(
  requirement: string,
  exchange: Exchange,
  undeliverable: Undeliverable,
  refusal: Refusal,
): Finding {
  const { cause, messages } = undeliverable;
  const evidence = [exchange.id, ...idsOf(messages)];
  const sent = messages.length === 0 ? [] : [`${messages.length} messages sent`];
  // A message that should not be is broken whatever was answered, even where nothing was.
  if (statusOf(exchange) === undefined && sent.length > 0) {
    return fail(requirement, { ...refusal, actual: `${cause}: ${sent.join()}`, evidence });
  }
  return judgeAnswer(requirement, exchange, ({ status }) =>
    conclude(requirement, {
      ...refusal,
      faults: [...(status >= 400 ? [] : [`${cause}: status ${status}`]), ...sent.map((each) => `${cause}: ${each}`)],
      actual: `${cause}: ${describeOutcome(exchange)}, no message`,
      evidence,
    }),
  );
}
