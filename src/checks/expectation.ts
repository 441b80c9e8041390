import type { CapturedMessage } from "../messages/captured-message.ts";

/** The way a message takes; the same words as a captured message's `kind`. */
export type Channel = CapturedMessage["kind"];

/** The card being digitized, as far as a message may betray it. */
export interface CardExpectation {
  /** 10-19 digits. */
  readonly pan: string;
  /** The last four digits of `pan`: what a message shall show. */
  readonly panSuffix: string;
  /** MM. */
  readonly expiryMonth: string;
  /** YY. */
  readonly expiryYear: string;
  readonly securityCode?: string;
}

/** What the flow says the message must be; a check asks for the members it needs. */
export interface MessageExpectation {
  /** The value of the TSP's last delivery request, to the character. */
  readonly otp: string;
  readonly card: CardExpectation;
  /** The issuer's contact for this End User: E.164 with its plus, or an e-mail address. */
  readonly recipient: string;
  readonly channel: Channel;
}

export type OtpExpectation = Pick<MessageExpectation, "otp">;
export type OtpAndCardExpectation = Pick<MessageExpectation, "otp" | "card">;
