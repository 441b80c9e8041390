import type { Chance } from "../../src/chance.ts";
import type { Clock } from "../../src/clock.ts";
import type { FailureReason, Fate } from "../../src/evidence/ledger.ts";
import type { OpenWork } from "../../src/open-work.ts";
import { backOffMs } from "./back-off.ts";
import type { Delivery, Parcel } from "./delivery.ts";
import type { D1Parts } from "./parts.ts";

/** One message on its way, and what may stop it while it waits. */
export interface Errand {
  readonly parcel: Parcel;
  readonly delivery: Delivery;
  /** A newer request for the same digitization has come. */
  readonly superseded: AbortSignal;
  /** Waits for the next try, ms; resolves with a reason when there will be none. */
  readonly rest: (ms: number) => Promise<FailureReason | undefined>;
}

export interface Outcome {
  readonly fate: Fate;
  readonly tries: number;
  /** The last failure. */
  readonly error?: unknown;
}

export interface HandOverGround {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly work: OpenWork;
  readonly parts: D1Parts;
}

/** Hands one message to its carrier until it is taken, refused for good, or too late; never again once it may have been taken. */
export async function handOver(errand: Errand, ground: HandOverGround): Promise<Outcome> {
  const { parcel, delivery } = errand;
  let error: unknown;
  for (let tries = 0; ; ) {
    const obstacle = whyNot(errand, ground);
    if (obstacle) return failed(obstacle, tries, error);
    error = await failureOf(ground.parts.handOff(parcel, delivery));
    tries++;
    if (error === undefined) return { fate: { outcome: "delivered" }, tries };
    const reason = await waitForNextTry(errand, { tries, error }, ground);
    if (reason) return failed(reason, tries, error);
  }
}

interface Failed {
  readonly tries: number;
  readonly error: unknown;
}

/** Resolves when it is time to try again, or with the reason why that is not done. */
async function waitForNextTry(
  errand: Errand,
  { tries, error }: Failed,
  ground: HandOverGround,
): Promise<FailureReason | undefined> {
  const { parcel, delivery } = errand;
  const fate = ground.parts.failureFate(error, parcel);
  if (fate !== "try-again") return fate === "unknown" ? "answer-lost" : "refused";
  const settings = delivery.tenant.outbox.retries[parcel.to];
  if (tries >= settings.tries) return "given-up";
  const ms = backOffMs(tries, settings, ground.chance.fork(`${delivery.request.requestId}/${tries}`));
  return whyNot(errand, ground, ms) ?? errand.rest(ms);
}

/** Why the message is not to be handed over `inMs` from now: asked before each try, for all of it may have changed. */
function whyNot(
  { delivery, superseded }: Errand,
  { parts, clock }: HandOverGround,
  inMs = 0,
): FailureReason | undefined {
  if (superseded.aborted) return "superseded";
  const { digitization, digitizations } = delivery;
  const current = digitizations.current(digitization.digitalCardId);
  if (current && current.state !== digitization.state) return "ended";
  return parts.isExpired(delivery, clock.now() + inMs) ? "expired" : undefined;
}

const failed = (reason: FailureReason, tries: number, error: unknown): Outcome => ({
  fate: { outcome: "failed", reason },
  tries,
  ...(error !== undefined && { error }),
});

const failureOf = (handedOff: Promise<void>): Promise<unknown> =>
  handedOff.then(
    () => undefined,
    (error: unknown) => error ?? new Error("failed without a word"),
  );
