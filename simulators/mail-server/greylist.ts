import type { EpochMs } from "../../src/clock.ts";

/** Who writes to whom, from where. Source: RFC 6647 §2.3. */
export interface Triplet {
  readonly address: string;
  readonly sender: string;
  readonly recipient: string;
}

/** First tries, all of which are asked to come back. */
export class Greylist {
  readonly #firstTries = new Map<string, EpochMs>();

  /** Whether `ms` have not passed yet since the first try of this triplet, which may be this one. */
  holdsBack({ address, sender, recipient }: Triplet, now: EpochMs, ms: number): boolean {
    const key = JSON.stringify([address, sender, recipient]);
    const firstTry = this.#firstTries.get(key) ?? now;
    if (this.#firstTries.size >= MOST_TRIPLETS) this.#firstTries.clear(); // Then all are strangers again.
    this.#firstTries.set(key, firstTry);
    return now < firstTry + ms;
  }
}

const MOST_TRIPLETS = 100_000;
