import { isEsmeStatus } from "../sending/smpp-pdu.ts";
import type { FaultLeg } from "./fault.ts";
import { type FaultRule, pointOf } from "./fault-rule.ts";

/** What is wrong with a rule that can be said, and would never strike or strike as something else; undefined for a good one. */
export function nonsenseIn(rule: FaultRule): string | undefined {
  return questions.find(({ isAmiss }) => isAmiss(rule))?.complaint;
}

interface Question {
  readonly complaint: string;
  readonly isAmiss: (rule: FaultRule) => boolean;
}

const httpLegs: ReadonlySet<FaultLeg> = new Set<FaultLeg>(["wallet-tsp", "tsp-d1", "d1-issuer", "issuer-sms"]);

const questions: readonly Question[] = [
  {
    complaint: "the time ends before it begins",
    isAmiss: ({ between }) => between !== undefined && between.fromMs >= between.untilMs,
  },
  {
    complaint: "there are no more than 100 %",
    isAmiss: ({ when }) => when?.kind === "share" && when.percent > 100,
  },
  {
    complaint: "counting begins with the 1st",
    isAmiss: ({ when }) => when !== undefined && "n" in when && when.n < 1,
  },
  {
    complaint: "it would never happen",
    isAmiss: ({ when }) => (when?.kind === "first" && when.count < 1) || (when?.kind === "share" && when.percent === 0),
  },
  { complaint: "it cannot go wrong in this way before anything was asked", isAmiss: isTooEarly },
  {
    complaint: "SMPP 3.4 has no such error; ESME_RTHROTTLED is one",
    isAmiss: ({ leg, fault }) => leg === "smpp" && fault.kind === "status" && !isError(fault.status),
  },
  {
    complaint: "both codes of a reply begin with the same digit, as in 451 4.7.1",
    isAmiss: ({ fault }) => fault.kind === "reply" && String(fault.code)[0] !== fault.enhanced[0],
  },
  {
    complaint: 'at that point nobody knows for whom it is: leave "for" out',
    isAmiss: (rule) => rule.recipient !== undefined && !pointsWithRecipient.has(`${rule.leg} ${pointOf(rule)}`),
  },
  {
    complaint: 'there is no path and no name at that point: leave "about" out',
    isAmiss: (rule) => rule.target !== undefined && !["request", "query"].includes(pointOf(rule)),
  },
];

/** On a fresh connection there is no request to answer, no recipient to greylist and no TLS to fail but HTTP's own. */
function isTooEarly(rule: FaultRule): boolean {
  if (pointOf(rule) !== "connect") return false;
  const possible = httpLegs.has(rule.leg) ? ["hang", "reset", "empty", "tls"] : ["reply", "disconnect", "delay"];
  return !possible.includes(rule.fault.kind);
}

const isError = (status: number | string): boolean => status !== "ESME_ROK" && isEsmeStatus(String(status));

const pointsWithRecipient: ReadonlySet<string> = new Set([
  "issuer-sms request",
  "smpp submit",
  "smpp receipt",
  "smtp rcpt",
  "smtp data",
  "smtp body",
  "smtp accepted",
]);
