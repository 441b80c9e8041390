import { createHash } from "node:crypto";
import type { EpochMs } from "../clock.ts";
import type { SmsPart } from "./captured-message.ts";

interface Completed {
  readonly until: EpochMs;
  readonly digests: ReadonlySet<string>;
}

/** The parts of messages that became whole lately, by their digests: what comes again is known for a repetition. */
export class CompletedParts {
  readonly #most: number;
  readonly #completed = new Map<string, Completed>();

  /** `most`: messages remembered; of more, the oldest are forgotten. */
  constructor(most: number) {
    this.#most = most;
  }

  remember(key: string, parts: readonly SmsPart[], until: EpochMs): void {
    this.#completed.delete(key); // So that it is the newest.
    this.#completed.set(key, { until, digests: new Set(parts.map(digestOf)) });
    const [oldest] = this.#completed.keys();
    if (this.#completed.size > this.#most && oldest !== undefined) this.#completed.delete(oldest);
  }

  includes(key: string, part: SmsPart, now: EpochMs): boolean {
    const known = this.#completed.get(key);
    return known !== undefined && now < known.until && known.digests.has(digestOf(part));
  }

  clear(): void {
    this.#completed.clear();
  }
}

const digestOf = ({ index, dataCoding, payload }: SmsPart): string =>
  createHash("sha256").update(`${index} ${dataCoding} `).update(payload).digest("base64");
