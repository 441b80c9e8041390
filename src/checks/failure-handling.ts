import type { CapturedMessage } from "../messages/captured-message.ts";
import { idsOf } from "./channel.ts";
import { type Check, fail, pass } from "./finding.ts";

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
