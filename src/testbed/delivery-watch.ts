import type { Exchange } from "../evidence/journal.ts";
import type { CapturedMessage } from "../messages/captured-message.ts";
import type { TestBed } from "./start-test-bed.ts";

/** Real time, ms. */
export interface Patience {
  /** From Deliver OTP until the issuer's message must have arrived. */
  readonly delivery: number;
  /** How long nothing must stir before nothing is taken to come. */
  readonly quiet: number;
}

/** What one scenario has seen so far. */
export interface Seen {
  exchanges(): readonly Exchange[];
  messages(): readonly CapturedMessage[];
}

/**
 * A real issuer may send after its 204, and nobody can ask it whether it is done. So a message that was accepted is
 * awaited, and its absence or a second one is judged only after a while of silence.
 */
export class DeliveryWatch {
  readonly #bed: TestBed;
  readonly #patience: Patience;
  #lastHandOver = 0;
  #lastStir = 0;

  constructor(bed: TestBed, patience: Patience) {
    this.#bed = bed;
    this.#patience = patience;
    bed.journal.onExchange((exchange) => {
      if (!isDeliverOtp(exchange)) return;
      this.#lastHandOver = performance.now();
      this.#lastStir = this.#lastHandOver;
    });
  }

  /** Resolves when everything accepted has arrived and silence has followed; at the latest when the budgets are spent. */
  async settle(seen: Seen): Promise<void> {
    const handedOver = seen.exchanges().filter(isDeliverOtp);
    if (handedOver.length === 0) return;
    const accepted = handedOver.filter(isAccepted).length;
    const isDue = () =>
      seen.messages().length < accepted && this.#lastHandOver + this.#patience.delivery > performance.now();
    while (isDue()) await this.#stir(this.#lastHandOver + this.#patience.delivery);
    while (this.#lastStir + this.#patience.quiet > performance.now()) {
      await this.#stir(this.#lastStir + this.#patience.quiet);
    }
  }

  /** Resolves at the next message, or when `until` has come. */
  async #stir(until: number): Promise<void> {
    const { smsCentre, mail } = this.#bed;
    const ended = new AbortController();
    const options = { timeoutMs: Math.max(1, Math.ceil(until - performance.now())), signal: ended.signal };
    const next = [
      smsCentre.inbox.waitFor({ after: smsCentre.inbox.cursor }, options),
      mail.source.waitFor({ after: mail.cursor }, options),
    ];
    try {
      await Promise.any(next);
      this.#lastStir = performance.now();
    } catch {
      // Nothing came in time, which is what was to be found out; a sink that broke shows in the look below.
    } finally {
      ended.abort();
    }
    await mail.look();
  }
}

const isDeliverOtp = ({ leg, request }: Exchange): boolean =>
  leg === "d1-issuer" && request.method === "POST" && new URL(request.url).pathname.endsWith("/otp");

const isAccepted = ({ outcome }: Exchange): boolean => "response" in outcome && outcome.response.status < 300;
