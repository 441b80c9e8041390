import { createHash } from "node:crypto";
import { type Accounts, type FailureReason, failureReasons } from "../evidence/ledger.ts";
import type { FlowEnd, FlowRun, MessageFate } from "./flow.ts";
import { Latencies, type Percentiles } from "./latencies.ts";

/** What all flows of a load came to. */
export interface LoadReport {
  readonly flows: number;
  readonly seconds: number;
  readonly ends: Readonly<Partial<Record<FlowEnd, number>>>;
  /** From choosing the method to the card's activation. */
  readonly activation: Percentiles;
  /** Of the messages, as D1's ledger has them. */
  readonly accounts: Accounts;
  /** D1 says delivered, and nothing came. */
  readonly lost: number;
  /** More came than one a flow, or one that D1 says it did not deliver. */
  readonly doubled: number;
  /** Came to an address whose flow it was not. */
  readonly astray: number;
  /** SHA-256 over every flow's end and its message's fate, in the order of the flows: the same for the same ledger. */
  readonly digest: string;
}

/** Every message has one fate, and the sinks agree. */
export const isAccountedFor = ({ accounts, lost, doubled, astray }: LoadReport): boolean =>
  accounts.rest === 0 && lost === 0 && doubled === 0 && astray === 0;

/** Adds up flows as they end; its size does not grow with how many there are. */
export class Tally {
  readonly #ends = new Map<FlowEnd, number>();
  readonly #failed = new Map<FailureReason, number>();
  readonly #activation = new Latencies();
  /** One for each lane: in a lane the flows have an order, among the lanes they have none. */
  readonly #digests = new Map<number, string>();
  #sent = 0;
  #delivered = 0;
  #rest = 0;
  #lost = 0;
  #doubled = 0;
  #flows = 0;

  get flows(): number {
    return this.#flows;
  }

  add(lane: number, run: FlowRun, message: MessageFate): void {
    this.#flows++;
    count(this.#ends, run.end);
    if (run.activationMs !== undefined) this.#activation.record(run.activationMs);
    this.#book(run, message);
    const told = JSON.stringify([run.channel, run.end, run.why, message.fate, message.tries, message.arrived]);
    this.#digests.set(lane, sha256(`${this.#digests.get(lane) ?? ""}${told}`));
  }

  report(seconds: number, astray: number): LoadReport {
    return {
      flows: this.#flows,
      seconds,
      ends: Object.fromEntries([...this.#ends].sort()),
      activation: this.#activation.percentiles(),
      accounts: {
        sent: this.#sent,
        delivered: this.#delivered,
        failed: Object.fromEntries(failureReasons.flatMap((reason) => entryOf(this.#failed, reason))),
        rest: this.#rest,
      },
      lost: this.#lost,
      doubled: this.#doubled,
      astray,
      digest: sha256(JSON.stringify([...this.#digests].sort(([one], [other]) => one - other))),
    };
  }

  #book({ end }: FlowRun, { fate, arrived }: MessageFate): void {
    if (fate !== "none") this.#sent++;
    else if (wasPromised(end)) this.#rest++;
    if (fate === "delivered") this.#delivered++;
    else if (fate !== "none") count(this.#failed, fate);
    if (fate === "delivered" && arrived === 0) this.#lost++;
    this.#doubled += Math.max(0, arrived - mostThatMayCome(fate));
  }
}

/** The wallet was told that a code is on its way. */
const wasPromised = (end: FlowEnd): boolean => end === "activated" || end === "no-message" || end === "code-refused";

/** After a lost answer nobody knows. */
const mostThatMayCome = (fate: MessageFate["fate"]): number => (fate === "delivered" || fate === "answer-lost" ? 1 : 0);

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

const entryOf = <Key>(counts: ReadonlyMap<Key, number>, key: Key): readonly (readonly [Key, number])[] => {
  const number = counts.get(key);
  return number === undefined ? [] : [[key, number]];
};

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
