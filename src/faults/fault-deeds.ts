import type { FaultLeg, FaultsByLeg, HttpLeg, PointsByLeg } from "./fault.ts";
import { DURATION, toMs } from "./spoken-time.ts";

/** What goes wrong, and at which point of its leg, before anybody says when. */
export interface Deed<Leg extends FaultLeg> {
  readonly fault: FaultsByLeg[Leg];
  readonly point?: PointsByLeg[Leg];
}

/** One way to say that something goes wrong. */
export interface DeedPhrase<Leg extends FaultLeg = FaultLeg> {
  /** An example, for whoever gets the words wrong. */
  readonly example: string;
  /** Matches a whole deed, `^` and `$` left out; capturing groups have names. */
  readonly pattern: string;
  readonly toDeed: (words: Readonly<Record<string, string>>) => Deed<Leg>;
}

/** A phrase without a word that varies. */
const plainly = <Leg extends FaultLeg>(example: string, deed: Deed<Leg>): DeedPhrase<Leg> => ({
  example,
  pattern: example,
  toDeed: () => deed,
});

/** The four HTTP legs have the same words. */
export const httpDeeds: readonly DeedPhrase<HttpLeg>[] = [
  {
    example: "answers 503",
    pattern: "answers (?<status>[2-5]\\d\\d)",
    toDeed: ({ status }) => ({ fault: { kind: "status", status: Number(status) } }),
  },
  {
    example: "answers after 5 seconds",
    pattern: `answers after ${DURATION}`,
    toDeed: (words) => ({ fault: { kind: "delay", ms: toMs(words) } }),
  },
  plainly("hangs", { fault: { kind: "hang" } }),
  plainly("resets the connection", { fault: { kind: "reset" } }),
  plainly("hangs up without a word", { fault: { kind: "empty" } }),
  plainly("breaks off in the middle of its answer", { fault: { kind: "truncated" } }),
  plainly("answers what is no HTTP", { fault: { kind: "garbage" } }),
  {
    example: "answers with 64 MB",
    pattern: "answers with (?<size>\\d{1,4}) MB",
    toDeed: ({ size }) => ({ fault: { kind: "oversized", bytes: Number(size) * 1024 * 1024 } }),
  },
  plainly("answers with a page of HTML", { fault: { kind: "wrong-type" } }),
  {
    example: "answers an octet each 2 seconds",
    pattern: `answers an octet each ${DURATION}`,
    toDeed: (words) => ({ fault: { kind: "trickle", ms: toMs(words) } }),
  },
  {
    example: "redirects to https://elsewhere.example/",
    pattern: "redirects to (?<location>https?://\\S+)",
    toDeed: ({ location = "" }) => ({ fault: { kind: "redirect", location } }),
  },
  plainly("fails the TLS handshake", { fault: { kind: "tls" } }),
  plainly("no longer takes the bearer", { fault: { kind: "unauthorized" } }),
];

export const smppDeeds: readonly DeedPhrase<"smpp">[] = [
  {
    example: "answers ESME_RTHROTTLED",
    pattern: "answers (?<status>ESME_R[A-Z0-9]+)",
    toDeed: ({ status = "" }) => ({ fault: { kind: "status", status } }),
  },
  plainly("loses the connection", { fault: { kind: "bind-lost" } }),
  plainly("unbinds", { fault: { kind: "unbind" } }),
  {
    example: "takes the message and answers after 5 seconds",
    pattern: `takes the message and answers after ${DURATION}`,
    toDeed: (words) => ({ fault: { kind: "late-response", ms: toMs(words) } }),
  },
  plainly("takes the message and never answers", { fault: { kind: "lost-response" } }),
  plainly("shows no sign of life", { point: "enquire", fault: { kind: "lost-response" } }),
  plainly("sends the receipt twice", { fault: { kind: "receipt", fate: "duplicated" } }),
  plainly("loses the receipt", { fault: { kind: "receipt", fate: "lost" } }),
  plainly("sends the receipts out of order", { fault: { kind: "receipt", fate: "out-of-order" } }),
];

type SmtpPoint = PointsByLeg["smtp"];

const smtpPoints: Readonly<Record<string, SmtpPoint>> = {
  greeting: "connect",
  EHLO: "ehlo",
  STARTTLS: "starttls",
  AUTH: "auth",
  MAIL: "mail",
  RCPT: "rcpt",
  DATA: "data",
  body: "body",
  end: "accepted",
};

const AT = "(?: at (?:the )?(?<verb>greeting|EHLO|STARTTLS|AUTH|MAIL|RCPT|DATA|body|end))?";

const atVerb = ({ verb = "" }: Readonly<Record<string, string>>): { readonly point?: SmtpPoint } => {
  const point = smtpPoints[verb];
  return point === undefined ? {} : { point };
};

export const smtpDeeds: readonly DeedPhrase<"smtp">[] = [
  {
    example: "answers 451 4.7.1 at RCPT",
    pattern: `answers (?<code>[45]\\d\\d) (?<enhanced>[45]\\.\\d{1,3}\\.\\d{1,3})${AT}`,
    toDeed: ({ code, enhanced = "", ...words }) => ({
      fault: { kind: "reply", code: Number(code), enhanced },
      ...atVerb(words),
    }),
  },
  {
    example: "greylists for 5 minutes",
    pattern: `greylists for ${DURATION}`,
    toDeed: (words) => ({ fault: { kind: "greylist", ms: toMs(words) } }),
  },
  {
    example: "hangs up at the body",
    pattern: `hangs up${AT}`,
    toDeed: (words) => ({ fault: { kind: "disconnect" }, ...atVerb(words) }),
  },
  plainly("fails the TLS handshake", { fault: { kind: "tls" } }),
  {
    example: "waits 5 seconds at DATA",
    pattern: `waits ${DURATION}${AT}`,
    toDeed: (words) => ({ fault: { kind: "delay", ms: toMs(words) }, ...atVerb(words) }),
  },
];

export const dnsDeeds: readonly DeedPhrase<"dns">[] = [
  ...(["SERVFAIL", "REFUSED", "FORMERR"] as const).map((rcode) =>
    plainly<"dns">(`answers ${rcode}`, { fault: { kind: "rcode", rcode } }),
  ),
  plainly("never answers", { fault: { kind: "timeout" } }),
  {
    example: "answers after 5 seconds",
    pattern: `answers after ${DURATION}`,
    toDeed: (words) => ({ fault: { kind: "delay", ms: toMs(words) } }),
  },
];
