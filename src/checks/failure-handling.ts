import { z } from "zod";
import type { Exchange } from "../evidence/journal.ts";
import type { CapturedMessage } from "../messages/captured-message.ts";
import { idsOf } from "./channel.ts";
import { type Check, fail, pass } from "./finding.ts";
import { describeOutcome, parseJsonBody } from "./issuer-answer.ts";

/** What came of a delivery request that could not succeed: the answer to the TSP, and what any inbox got. */
export interface FailedDelivery {
  /** How the delivery was made to fail, e.g. "contact look-up answered 404". */
  readonly cause: string;
  /** The error that the answer carried; absent when it claimed success. */
  readonly errorCode?: string;
  readonly messages: readonly CapturedMessage[];
  /** Ids of the exchanges looked at. */
  readonly evidence: readonly string[];
}

/** RS-03: when the contact look-up fails, no message goes out and the TSP gets an error. Source: [A] on (21). */
export const checkLookUpFailure: Check<FailedDelivery> = ({ cause, errorCode, messages, evidence }) => {
  const verdict = {
    expected: "no message, and an errorCode to the TSP",
    actual: `${cause}: ${messages.length} messages, ${errorCode ? `errorCode ${errorCode}` : "no errorCode"}`,
    evidence: [...evidence, ...idsOf(messages)],
  };
  if (errorCode && messages.length === 0) return pass("RS-03", verdict);
  const hint =
    "Without a contact from the issuer send nothing, to no stored or device number either, and answer an error.";
  return fail("RS-03", { ...verdict, hint });
};

/** RS-05: a delivery that the SMS centre, mail server or issuer refused is reported, never swallowed. Source: (18) by analogy. */
export const checkFailureReported: Check<FailedDelivery> = ({ cause, errorCode, messages, evidence }) => {
  const verdict = {
    expected: "an error to whoever asked for the delivery",
    actual: `${cause}: ${errorCode ? `errorCode ${errorCode}` : "success was answered"}`,
    evidence: [...evidence, ...idsOf(messages)],
  };
  if (errorCode) return pass("RS-05", verdict);
  return fail("RS-05", { ...verdict, hint: "Wait for the hand-over and pass a refusal on as an error." });
};

const refusal = z.looseObject({ responseId: z.string().min(1), errorCode: z.string().min(1) });

/** RS-04: what went wrong is told to the TSP in the body of a 200. Source: (21). */
export const checkErrorInBody: Check<Exchange, { readonly cause: string }> = (exchange, { cause }) => {
  const { outcome, id } = exchange;
  const holds =
    "response" in outcome &&
    outcome.response.status === 200 &&
    refusal.safeParse(parseJsonBody(outcome.response)).success;
  const verdict = {
    expected: "200, a responseId and an errorCode in the body",
    actual: `${cause}: ${describeOutcome(exchange)}${holds ? " with an errorCode" : ""}`,
    evidence: [id],
  };
  if (holds) return pass("RS-04", verdict);
  const hint = "Answer 200 with an errorCode before the TSP gives up; it reads nothing else.";
  return fail("RS-04", { ...verdict, hint });
};
