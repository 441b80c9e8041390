import type { Channel } from "../checks/expectation.ts";
import type { FailureReason } from "../evidence/ledger.ts";

/** How a step-up ended for the End User. */
export type FlowEnd =
  | "activated"
  /** The card was declined, or the method was not on the list. */
  | "not-offered"
  /** The wallet was told that the code did not go out. */
  | "not-delivered"
  /** It was told that the code went out, and none came in time. */
  | "no-message"
  /** What the message shows is not the code. */
  | "code-refused"
  /** A call of the wallet got no answer, or none that it understands. */
  | "broken";

/** One whole step-up: add the card, choose a method, read the message, type the code. */
export interface FlowRun {
  readonly channel: Channel;
  readonly end: FlowEnd;
  /** The code of the error or of the network's refusal, where there was one. */
  readonly why?: string;
  /** From choosing the method to the card's activation, ms. */
  readonly activationMs?: number;
}

/** What became of the message of one flow, as D1 and the sinks tell it. */
export interface MessageFate {
  /** D1's own word; `none` where it was never asked for a message. */
  readonly fate: "delivered" | FailureReason | "none";
  /** How often D1 handed it to a carrier. */
  readonly tries: number;
  /** How many came to the End User's address with this flow's code. */
  readonly arrived: number;
}
