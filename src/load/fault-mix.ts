import type { FaultRule } from "../faults/fault-rule.ts";

/** Milliseconds: long enough to change the order of things, too short to let a code expire. */
const DELAY_MS = 20;

/** The calls whose path names a person; all flows ask for the same token. */
const CONSUMERS = "/consumers/";

/**
 * What goes wrong beyond this one message is left out: a bind or a session that goes takes the answers of others along,
 * and then it hangs on who was under way which flow has which end.
 */
const mishaps: readonly FaultRule[] = [
  { leg: "d1-issuer", target: CONSUMERS, fault: { kind: "status", status: 503 } },
  { leg: "d1-issuer", target: CONSUMERS, fault: { kind: "reset" } },
  { leg: "d1-issuer", target: CONSUMERS, fault: { kind: "unauthorized" } },
  { leg: "d1-issuer", target: CONSUMERS, fault: { kind: "delay", ms: DELAY_MS } },
  { leg: "smpp", fault: { kind: "status", status: "ESME_RTHROTTLED" } },
  { leg: "smpp", fault: { kind: "status", status: "ESME_RMSGQFUL" } },
  { leg: "smpp", fault: { kind: "status", status: "ESME_RINVDSTADR" } },
  { leg: "smpp", fault: { kind: "late-response", ms: DELAY_MS } },
  { leg: "smtp", point: "rcpt", fault: { kind: "reply", code: 451, enhanced: "4.3.0" } },
  { leg: "smtp", point: "rcpt", fault: { kind: "reply", code: 550, enhanced: "5.1.1" } },
  { leg: "smtp", point: "body", fault: { kind: "disconnect" } },
  { leg: "smtp", point: "accepted", fault: { kind: "disconnect" } },
];

/**
 * A timeline that strikes `percent` of the occasions of each leg whose occasions name a person, with every mishap of
 * that leg as often: the same seed strikes the same flows.
 */
export function mixFaults(percent: number): readonly FaultRule[] {
  return mishaps.map((mishap) => ({ ...mishap, when: { kind: "share", percent: percent / countOn(mishap) } }));
}

const countOn = ({ leg }: FaultRule): number => mishaps.filter((mishap) => mishap.leg === leg).length;
