import type { Cancel, Clock } from "../../src/clock.ts";
import type { DeliverActivationCodeRequest } from "../../src/contract/tsp-d1.ts";
import type { StepproofError } from "../../src/errors.ts";
import type { FailureReason, Ledger, LedgerLine } from "../../src/evidence/ledger.ts";
import type { Log } from "../../src/log.ts";
import type { Delivery, Parcel } from "./delivery.ts";
import { type HandOverGround, handOver, type Outcome } from "./hand-over.ts";
import { codeOf, refusal } from "./refusals.ts";

export interface OutboxGround extends HandOverGround {
  readonly log: Log;
  readonly ledger: Ledger;
  /** How many messages may wait for their next try, by all issuers together. */
  readonly mostWaiting: number;
}

/** The messages of one delivery request while they are on their way. */
interface UnderWay {
  readonly superseded: AbortController;
  /** Settles when none of them is on its way any more; never rejects. */
  readonly over: Promise<void>;
}

/**
 * D1's messages on their way. Each gets one fate, which is booked in the ledger; what a carrier refuses for now waits on
 * the clock for its next try, unless a newer request for the same digitization takes its place (LC-08).
 */
export class Outbox {
  readonly #ground: OutboxGround;
  readonly #underWay = new Map<string, UnderWay>();
  #waiting = 0;

  constructor(ground: OutboxGround) {
    this.#ground = ground;
  }

  /**
   * Resolves when the carrier has taken every parcel, or when the TSP has waited long enough for one that is to be tried
   * again. Throws what the TSP is to hear of one that failed; of what fails after its answer only log and ledger tell.
   */
  post(parcels: readonly Parcel[], delivery: Delivery): Promise<void> {
    const { clock, work } = this.#ground;
    return new Promise((answer, refuse) => {
      let cancel: Cancel | undefined;
      const onWait = () => {
        cancel ??= once(clock, delivery.tenant.outbox.answerWithinMs, answer);
      };
      const over = work.run(() =>
        this.#inTurn(delivery, (superseded) => this.#send(parcels, { delivery, superseded, onWait })),
      );
      void over.then(answer, refuse).finally(() => cancel?.());
    });
  }

  /** Books a request that never came to a message. */
  turnAway({ requestId }: DeliverActivationCodeRequest, error: unknown): void {
    const now = this.#ground.clock.now();
    const fate = { outcome: "failed", reason: "not-accepted" } as const;
    this.#book({ requestId, carrier: "none", askedAt: now, settledAt: now, tries: 0, fate, errorCode: codeOf(error) });
  }

  /** Of one digitization only the newest request is sent: the one before gives way, and is over before this one begins. */
  #inTurn({ digitization }: Delivery, send: (superseded: AbortSignal) => Promise<void>): Promise<void> {
    const { digitalCardId } = digitization;
    const earlier = this.#underWay.get(digitalCardId);
    earlier?.superseded.abort();
    const superseded = new AbortController();
    const sent = earlier ? earlier.over.then(() => send(superseded.signal)) : send(superseded.signal);
    const leave = () => {
      if (this.#underWay.get(digitalCardId)?.superseded === superseded) this.#underWay.delete(digitalCardId);
    };
    this.#underWay.set(digitalCardId, { superseded, over: sent.then(leave, leave) });
    return sent;
  }

  async #send(parcels: readonly Parcel[], { delivery, superseded, onWait }: Sending): Promise<void> {
    const askedAt = this.#ground.clock.now();
    for (const parcel of parcels) {
      const rest = (ms: number) => this.#rest(ms, superseded, onWait);
      const outcome = await handOver({ parcel, delivery, superseded, rest }, this.#ground);
      this.#book(toLine(outcome, { parcel, delivery, askedAt, settledAt: this.#ground.clock.now() }));
      if (outcome.fate.outcome === "failed") throw this.#tell(delivery, outcome, outcome.fate.reason);
    }
  }

  /** Resolves when the rest is over, or with the reason why it ended early or never began. */
  async #rest(ms: number, superseded: AbortSignal, onWait: () => void): Promise<FailureReason | undefined> {
    if (this.#waiting >= this.#ground.mostWaiting) return "outbox-full";
    this.#waiting++;
    onWait();
    try {
      if (await this.#ground.work.rest(ms, superseded)) return undefined;
      return superseded.aborted ? "superseded" : "stopped";
    } finally {
      this.#waiting--;
    }
  }

  #book(line: LedgerLine): void {
    const { ledger, parts } = this.#ground;
    const booked = parts.ledgerLine(line);
    if (booked) ledger.book(booked);
  }

  #tell({ digitization }: Delivery, { tries, error }: Outcome, reason: FailureReason): StepproofError {
    const why = error === undefined ? reason : `${reason} (${codeOf(error)})`;
    if (tries > 0) this.#ground.log(`not handed over for ${digitization.xCorrelationId}: ${why}`);
    if (reason === "expired" && tries === 0) return refusal("INVALID_FIELD_VALUE", "expirationDateTime has passed");
    return refusal("INTERNAL_SERVICE_FAILURE", `the message was not delivered: ${why}`, error);
  }
}

interface Sending {
  readonly delivery: Delivery;
  readonly superseded: AbortSignal;
  /** Called when a message is about to wait. */
  readonly onWait: () => void;
}

type Marks = Pick<LedgerLine, "askedAt" | "settledAt"> & { readonly parcel: Parcel; readonly delivery: Delivery };

const toLine = ({ fate, tries, error }: Outcome, { parcel, delivery, ...times }: Marks): LedgerLine => ({
  requestId: delivery.request.requestId,
  carrier: parcel.to,
  ...times,
  tries,
  fate,
  ...(error !== undefined && { errorCode: codeOf(error) }),
});

/** At once where there is nothing to wait for: a clock that stands still would never come to it. */
function once(clock: Clock, ms: number, action: () => void): Cancel {
  if (ms > 0) return clock.after(ms, action);
  action();
  return () => undefined;
}
