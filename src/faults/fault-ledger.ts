import { createHash } from "node:crypto";
import type { FaultLeg } from "./fault.ts";

/** A fault that happened. It names nobody: `key` is a pseudonym, the same for the same recipient or target. */
export interface FaultEntry {
  /** The id of the rule. */
  readonly rule: string;
  readonly leg: FaultLeg;
  readonly point: string;
  /** Its kind, and what there is to say about it: "status 503". */
  readonly fault: string;
  /** Milliseconds since the timeline began. */
  readonly atMs: number;
  /** Four hex digits: enough to tell a few people apart, too few to find one of them by trying numbers. */
  readonly key: string;
  /** Which occasion of this key it was for the rule, from 1. */
  readonly occurrence: number;
}

/** What went wrong on purpose. */
export interface FaultAccount {
  readonly total: number;
  /** How often each rule struck, by its id. */
  readonly byRule: Readonly<Record<string, number>>;
  /** The newest, in their order. */
  readonly entries: readonly FaultEntry[];
  /** The same whenever the same faults happened, in whatever order and however fast. */
  readonly fingerprint: string;
}

const DIGEST_SPACE = 2n ** 64n;

/** Writes down each fault; keeps the newest, and counts all. */
export class FaultLedger {
  readonly #maxEntries: number;
  readonly #byRule = new Map<string, number>();
  #entries: FaultEntry[] = [];
  #total = 0;
  #sum = 0n;

  constructor({ maxEntries = 10_000 }: { readonly maxEntries?: number } = {}) {
    this.#maxEntries = maxEntries;
  }

  record(entry: FaultEntry): void {
    this.#total += 1;
    this.#byRule.set(entry.rule, (this.#byRule.get(entry.rule) ?? 0) + 1);
    // A sum does not depend on the order of what is added.
    this.#sum = (this.#sum + digestOf(entry)) % DIGEST_SPACE;
    this.#entries.push(entry);
    // Cut rarely: moving the array at every entry would cost more than the entry.
    if (this.#entries.length >= 2 * this.#maxEntries) this.#entries = this.#entries.slice(-this.#maxEntries);
  }

  account(): FaultAccount {
    return {
      total: this.#total,
      byRule: Object.fromEntries(this.#byRule),
      entries: this.#entries.slice(-this.#maxEntries),
      fingerprint: this.#sum.toString(16).padStart(16, "0"),
    };
  }
}

/** Without the time: what real time measures is never twice the same. */
function digestOf({ rule, leg, point, fault, key, occurrence }: FaultEntry): bigint {
  const digest = createHash("sha256")
    .update(JSON.stringify([rule, leg, point, fault, key, occurrence]))
    .digest();
  return digest.readBigUInt64BE();
}
