import type { EpochMs } from "../clock.ts";
import { RecentList } from "../recent-list.ts";

/** Who was to take a message from D1; `none` where it never came to one. */
export const carriers = ["sms-centre", "mail-server", "issuer", "none"] as const;
export type Carrier = (typeof carriers)[number];

export const failureReasons = [
  /** The request itself was answered with an error: there was never a message. */
  "not-accepted",
  /** The carrier refused it for good. */
  "refused",
  /** The code died before a carrier took it. */
  "expired",
  /** The carrier refused it for now, as often as it was to be tried. */
  "given-up",
  /** It was handed over and the answer is lost: it may have arrived, so it was not sent again. */
  "answer-lost",
  /** A newer request for the same card came while it waited for its next try. */
  "superseded",
  /** The digitization ended while it waited. */
  "ended",
  /** As many messages wait already as may. */
  "outbox-full",
  /** D1 was stopped, or told to wait no longer, before its next try. */
  "stopped",
] as const;
export type FailureReason = (typeof failureReasons)[number];

/** What became of a message, once and for all. */
export type Fate = { readonly outcome: "delivered" } | { readonly outcome: "failed"; readonly reason: FailureReason };

/** The fate of one delivery request of the TSP. It holds ids alone: neither a contact nor a code. */
export interface LedgerLine {
  /** The TSP's own. */
  readonly requestId: string;
  readonly carrier: Carrier;
  readonly askedAt: EpochMs;
  readonly settledAt: EpochMs;
  /** How often it was handed to the carrier. */
  readonly tries: number;
  readonly fate: Fate;
  /** Of the last failure. */
  readonly errorCode?: string;
}

/** The sums: `sent` = `delivered` + all of `failed`, and what is left over is `rest`. */
export interface Accounts {
  /** Delivery requests of the TSP, a repeated one counted once. */
  readonly sent: number;
  readonly delivered: number;
  readonly failed: Readonly<Partial<Record<FailureReason, number>>>;
  /** Requests without a fate, or fates beyond one a request. 0 when everything is accounted for. */
  readonly rest: number;
}

/** Every fate in the order in which they were settled: the newest lines, and the sums of all. */
export class Ledger {
  readonly #lines: RecentList<LedgerLine>;
  readonly #listeners = new Set<(line: LedgerLine) => void>();
  readonly #failed = new Map<FailureReason, number>();
  #delivered = 0;

  constructor({ maxLines = 20_000 }: { readonly maxLines?: number } = {}) {
    this.#lines = new RecentList(maxLines);
  }

  /** How many lines were booked so far; pass it to `since`. */
  get cursor(): number {
    return this.#lines.count;
  }

  book(line: LedgerLine): void {
    this.#lines.add(line);
    if (line.fate.outcome === "delivered") this.#delivered++;
    else this.#failed.set(line.fate.reason, (this.#failed.get(line.fate.reason) ?? 0) + 1);
    for (const listener of this.#listeners) listener(line);
  }

  since(cursor: number): readonly LedgerLine[] {
    return this.#lines.since(cursor);
  }

  /** Calls `listener` for every line from now on; the returned function ends that. */
  onLine(listener: (line: LedgerLine) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The sums of all lines ever booked, against how many requests somebody else has counted at D1's door. */
  accounts(sent: number): Accounts {
    return { sent, delivered: this.#delivered, failed: inOrder(this.#failed), rest: sent - this.#lines.count };
  }
}

/** A delivery request as the TSP has seen it. */
export interface AskedDelivery {
  readonly requestId: string;
  /** What it was answered, where that was an error; also that it got no answer. */
  readonly errorCode?: string;
}

/**
 * The sums of some lines, against the requests that the TSP has made; one that it made again counts once. A request
 * without a line is accounted for where the TSP was told that it failed: it may never have reached D1. In the rest is
 * every other one without a line, every line without a request, and every line beyond the first.
 */
export function accountFor(requests: readonly AskedDelivery[], lines: readonly LedgerLine[]): Accounts {
  const settled = new Map(lines.map((line) => [line.requestId, line]));
  const refusals = toRefusals(requests);
  const unsettled = [...refusals].filter(([id]) => !settled.has(id));
  const turnedAway = unsettled.filter(([, isRefused]) => isRefused).length;
  const unasked = [...settled.keys()].filter((id) => !refusals.has(id)).length;
  const fates = [...settled.values()].map(({ fate }) => fate);
  const failed = countReasons(fates.flatMap((fate) => (fate.outcome === "failed" ? [fate.reason] : [])));
  if (turnedAway > 0) failed.set("not-accepted", (failed.get("not-accepted") ?? 0) + turnedAway);
  return {
    sent: refusals.size,
    delivered: fates.filter(({ outcome }) => outcome === "delivered").length,
    failed: inOrder(failed),
    rest: unsettled.length - turnedAway + unasked + (lines.length - settled.size),
  };
}

/** By request: whether all it ever heard were errors. */
function toRefusals(requests: readonly AskedDelivery[]): ReadonlyMap<string, boolean> {
  const refusals = new Map<string, boolean>();
  for (const { requestId, errorCode } of requests) {
    refusals.set(requestId, (refusals.get(requestId) ?? true) && errorCode !== undefined);
  }
  return refusals;
}

/** Several accounts as one. */
export function sumAccounts(accounts: readonly Accounts[]): Accounts {
  const failed = new Map<FailureReason, number>();
  for (const reason of failureReasons) {
    const number = sum(accounts.map((each) => each.failed[reason] ?? 0));
    if (number > 0) failed.set(reason, number);
  }
  const total = (member: "sent" | "delivered" | "rest") => sum(accounts.map((each) => each[member]));
  return { sent: total("sent"), delivered: total("delivered"), failed: inOrder(failed), rest: total("rest") };
}

/** "120 sent = 113 delivered + 7 failed (5 given-up, 2 expired)"; a rest is added, for it is what must not be. */
export function describeAccounts({ sent, delivered, failed, rest }: Accounts): string {
  const reasons = Object.entries(failed);
  const listed = reasons.length > 0 ? ` (${reasons.map(([reason, number]) => `${number} ${reason}`).join(", ")})` : "";
  const all = sum(reasons.map(([, number]) => number));
  return `${sent} sent = ${delivered} delivered + ${all} failed${listed}${rest === 0 ? "" : ` + ${rest} unaccounted for`}`;
}

function countReasons(reasons: readonly FailureReason[]): Map<FailureReason, number> {
  const counts = new Map<FailureReason, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return counts;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** In the order in which the reasons are listed, so that equal accounts read alike. */
const inOrder = (failed: ReadonlyMap<FailureReason, number>): Accounts["failed"] =>
  Object.fromEntries(failureReasons.flatMap((reason) => (failed.has(reason) ? [[reason, failed.get(reason)]] : [])));
