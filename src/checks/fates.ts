import { type AskedDelivery, failureReasons, type LedgerLine } from "../evidence/ledger.ts";
import { type Check, fail, pass } from "./finding.ts";

/** A message that an inbox has, and the request whose code it carries; none where no request of the scenario has that code. */
export interface Arrival {
  readonly id: string;
  readonly requestId?: string;
}

interface Sight {
  /** As the TSP made them, a repeated one as often as it was made. */
  readonly requests: readonly AskedDelivery[];
  readonly arrivals: readonly Arrival[];
}

/**
 * RS-14: each delivery request has one fate, and the inboxes agree: a message for each that was delivered, none for one
 * that failed, and at most one where the answer was lost. What the issuer sends itself is not D1's to account for beyond
 * its 204. Source: Stepproof.
 */
export const checkOneFateEach: Check<readonly LedgerLine[], Sight> = (lines, { requests, arrivals }) => {
  const complaints = [
    ...fatesOf(requests, lines),
    ...lines.flatMap((line) => disagreements(line, arrivals)),
    ...strayed(arrivals, lines),
  ];
  const verdict = {
    expected: "one fate for each delivery request, and inboxes that agree",
    evidence: arrivals.map(({ id }) => id),
  };
  if (complaints.length === 0) return pass("RS-14", { ...verdict, actual: `${lines.length} fates, all agreed` });
  const hint = "Book each request once, when it is settled, with its reason; send nothing twice and drop nothing.";
  return fail("RS-14", { ...verdict, actual: complaints.join("; "), hint });
};

/** A request that was answered with an error may never have come to a message. */
function fatesOf(requests: readonly AskedDelivery[], lines: readonly LedgerLine[]): readonly string[] {
  const ids = new Set(requests.map(({ requestId }) => requestId));
  const refused = new Set(requests.flatMap(({ requestId, errorCode }) => (errorCode === undefined ? [] : [requestId])));
  const unsettled = [...ids].filter((id) => !refused.has(id) && !lines.some(({ requestId }) => requestId === id));
  const unasked = lines.filter(({ requestId }) => !ids.has(requestId));
  return [
    ...counted(unsettled.length, "accepted without a fate"),
    ...counted(lines.length - new Set(lines.map(({ requestId }) => requestId)).size, "with more than one fate"),
    ...counted(unasked.length, "that nobody has made"),
  ];
}

/** What only a carrier that was handed the message can bring about. */
const ofACarrier: ReadonlySet<string> = new Set(["delivered", "refused", "given-up", "answer-lost"]);

function disagreements(
  { requestId, carrier, tries, fate }: LedgerLine,
  arrivals: readonly Arrival[],
): readonly string[] {
  const came = arrivals.filter((arrival) => arrival.requestId === requestId).length;
  if (came > 1) return [`${came} messages for one request`];
  const word = fate.outcome === "delivered" ? fate.outcome : fate.reason;
  if (tries === 0 && ofACarrier.has(word)) return [`${word} by its ledger, and never handed over`];
  if (fate.outcome === "delivered") {
    return came === 0 && carrier !== "issuer" ? ["delivered by its ledger, and in no inbox"] : [];
  }
  const { reason } = fate;
  if (!failureReasons.some((known) => known === reason)) return ["failed without a known reason"];
  return came > 0 && reason !== "answer-lost" ? [`failed (${reason}) by its ledger, and in an inbox`] : [];
}

function strayed(arrivals: readonly Arrival[], lines: readonly LedgerLine[]): readonly string[] {
  const stray = arrivals.filter(({ requestId }) => !lines.some((line) => line.requestId === requestId));
  return stray.length === 0 ? [] : [`${stray.length} messages that no ledger knows`];
}

const counted = (number: number, what: string): readonly string[] => (number > 0 ? [`${number} requests ${what}`] : []);
