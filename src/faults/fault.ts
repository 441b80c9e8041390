import type { EpochMs } from "../clock.ts";

/** Where something can go wrong: the HTTP legs are named as in the journal, then the carriers and the DNS. */
export const httpLegs = ["wallet-tsp", "tsp-d1", "d1-issuer", "issuer-sms"] as const;
export type HttpLeg = (typeof httpLegs)[number];
export type FaultLeg = HttpLeg | "smpp" | "smtp" | "dns";

/** What an HTTP server does instead of answering well. Times are milliseconds on the server's clock. */
export type HttpFault =
  | { readonly kind: "status"; readonly status: number }
  /** Answers well, later. */
  | { readonly kind: "delay"; readonly ms: number }
  /** Never answers, until the caller gives up. */
  | { readonly kind: "hang" }
  | { readonly kind: "reset" }
  /** Closes the connection without a word. */
  | { readonly kind: "empty" }
  /** Stops in the middle of the body that its header announced. */
  | { readonly kind: "truncated" }
  /** What is no HTTP. */
  | { readonly kind: "garbage" }
  | { readonly kind: "oversized"; readonly bytes: number }
  | { readonly kind: "wrong-type" }
  /** The body comes octet by octet, one each `ms`. */
  | { readonly kind: "trickle"; readonly ms: number }
  | { readonly kind: "redirect"; readonly location: string }
  /** The TLS handshake fails. */
  | { readonly kind: "tls" }
  /** 401, as if the bearer had ended. */
  | { readonly kind: "unauthorized" };

/** What the SMS centre does over SMPP. */
export type SmppFault =
  /** Answers the bind or the submit with this command_status, ESME_RTHROTTLED for one. */
  | { readonly kind: "status"; readonly status: string }
  /** The connection goes before an answer; the message was not taken. */
  | { readonly kind: "bind-lost" }
  /** The centre unbinds before an answer; the message was not taken. */
  | { readonly kind: "unbind" }
  /** The message is taken, its submit_sm_resp comes later. */
  | { readonly kind: "late-response"; readonly ms: number }
  /** The message is taken, its submit_sm_resp never comes. */
  | { readonly kind: "lost-response" }
  /** What becomes of the delivery receipt. */
  | { readonly kind: "receipt"; readonly fate: "duplicated" | "lost" | "out-of-order" };

/** What the mail server does over SMTP, at the verb that the occasion names. */
export type SmtpFault =
  | { readonly kind: "reply"; readonly code: number; readonly enhanced: string }
  /** 451 until this time has passed since the first try of the same sender, recipient and address. */
  | { readonly kind: "greylist"; readonly ms: number }
  | { readonly kind: "disconnect" }
  /** STARTTLS is answered with 220, and the handshake fails. */
  | { readonly kind: "tls" }
  | { readonly kind: "delay"; readonly ms: number };

/** What the DNS server does. */
export type DnsFault =
  | { readonly kind: "rcode"; readonly rcode: "SERVFAIL" | "REFUSED" | "FORMERR" }
  | { readonly kind: "timeout" }
  | { readonly kind: "delay"; readonly ms: number };

/** The moment of a leg at which a fault may happen, and the faults that can. */
export interface FaultsByLeg {
  readonly "wallet-tsp": HttpFault;
  readonly "tsp-d1": HttpFault;
  readonly "d1-issuer": HttpFault;
  readonly "issuer-sms": HttpFault;
  readonly smpp: SmppFault;
  readonly smtp: SmtpFault;
  readonly dns: DnsFault;
}

export interface PointsByLeg {
  readonly "wallet-tsp": "connect" | "request";
  readonly "tsp-d1": "connect" | "request";
  readonly "d1-issuer": "connect" | "request";
  readonly "issuer-sms": "connect" | "request";
  readonly smpp: "bind" | "enquire" | "submit" | "receipt";
  readonly smtp: "connect" | "ehlo" | "starttls" | "auth" | "mail" | "rcpt" | "data" | "body" | "accepted";
  readonly dns: "query";
}

/** One chance for a fault: a server asks at each. */
export interface Occasion<Leg extends FaultLeg = FaultLeg> {
  readonly leg: Leg;
  readonly point: PointsByLeg[Leg];
  readonly at: EpochMs;
  /** Whom the message is for, where the leg shows it: E.164 or an address. */
  readonly recipient?: string;
  /** The path of an HTTP request, the name of a DNS question. */
  readonly target?: string;
}

/** Says what goes wrong. Every server takes one; without it nothing does. */
export interface FaultSource {
  /** Counts the occasion, and gives the fault that is due at it. */
  next<Leg extends FaultLeg>(occasion: Occasion<Leg>): FaultsByLeg[Leg] | undefined;
}
