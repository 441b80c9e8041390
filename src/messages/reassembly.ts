import type { Cancel, Clock, EpochMs } from "../clock.ts";
import type { SmsPart } from "./captured-message.ts";
import { CompletedParts } from "./completed-parts.ts";

export interface ReassemblyLimits {
  /** Messages that may wait for parts; a part of yet another one is turned away. */
  readonly maxIncomplete: number;
  /** Octets that all waiting parts may take together; a part beyond that is turned away. */
  readonly maxWaitingBytes: number;
  /** How long a message waits for its missing parts, ms since its first part. */
  readonly incompleteMs: number;
  /** Messages given up that are remembered; of more, the oldest are forgotten. */
  readonly maxAbandoned: number;
}

export const defaultReassemblyLimits: ReassemblyLimits = {
  maxIncomplete: 1_000,
  maxWaitingBytes: 16 * 1024 * 1024,
  incompleteMs: 600_000,
  maxAbandoned: 1_000,
};

/** Whose part it is: parts with equal source, destination, reference and total belong together. */
export interface PartOrigin {
  readonly source: string;
  readonly destination: string;
}

interface Begun extends PartOrigin {
  /** Position among all messages that began to arrive, 1, 2, 3 …: the cursor for "what came after". */
  readonly sequence: number;
  readonly reference: number;
  readonly total: number;
  readonly since: EpochMs;
}

export interface IncompleteSms extends Begun {
  /** In the order of their index. */
  readonly parts: readonly SmsPart[];
}

/** A message of which parts are missing, still or for good. What did come is counted here, not kept. */
export interface UnfinishedSms extends Begun {
  readonly came: number;
  /** `expired`: the wait is over; `superseded`: another message took its reference. */
  readonly fate: "waiting" | "expired" | "superseded";
}

/** `complete` hands over all parts in order; `full` means that the part was not taken. */
export type PartOutcome =
  | { readonly kind: "complete"; readonly parts: readonly SmsPart[] }
  | { readonly kind: "waiting" }
  | { readonly kind: "full" };

interface Waiting extends Begun {
  readonly parts: Map<number, SmsPart>;
  readonly cancelExpiry: Cancel;
  /** Whether it is no message of its own: parts of one that became whole, sent again by whoever missed the answer. */
  readonly isRepetition: boolean;
}

/** Joins the parts of long messages, whatever order they come in; what stays incomplete expires by the clock. */
export class Reassembly {
  readonly #clock: Clock;
  readonly #limits: ReassemblyLimits;
  readonly #waiting = new Map<string, Waiting>();
  readonly #completed: CompletedParts;
  #abandoned: readonly UnfinishedSms[] = [];
  #heldBytes = 0;
  #begun = 0;

  constructor(clock: Clock, limits: Partial<ReassemblyLimits> = {}) {
    this.#clock = clock;
    this.#limits = { ...defaultReassemblyLimits, ...limits };
    this.#completed = new CompletedParts(this.#limits.maxAbandoned);
  }

  /**
   * Takes a part that carries a reference. The same part again changes nothing; another text at a taken index proves
   * that the reference is being used anew, so the older message's parts give way. Parts of a message that is whole make a
   * second one only if all of them come again: then a phone would show it twice.
   */
  add(origin: PartOrigin, part: SmsPart): PartOutcome {
    if (part.total === 1) return { kind: "complete", parts: [part] };
    const key = keyOf(origin, part);
    if (this.#heldBytes + part.payload.length > this.#limits.maxWaitingBytes) return { kind: "full" };
    this.#makeWay(key, part);
    const waiting = this.#waiting.get(key) ?? this.#begin(key, origin, part);
    if (!waiting) return { kind: "full" };
    this.#hold(waiting.parts, part);
    if (waiting.parts.size < part.total) return { kind: "waiting" };
    const parts = inOrder(waiting.parts);
    this.#completed.remember(key, parts, this.#clock.now() + this.#limits.incompleteMs);
    this.#forget(key);
    return { kind: "complete", parts };
  }

  incomplete(): readonly IncompleteSms[] {
    return [...this.#waiting.values()].map(({ cancelExpiry: _, isRepetition: __, parts, ...known }) => ({
      ...known,
      parts: inOrder(parts),
    }));
  }

  /**
   * What began after a cursor and never became whole: the latest that were given up, and what waits still. A part of a
   * whole message that came again is not among it: nothing is missing.
   */
  unfinished({ after }: { readonly after: number } = { after: 0 }): readonly UnfinishedSms[] {
    const own = [...this.#waiting.values()].filter(({ isRepetition }) => !isRepetition);
    const waiting = own.map((message) => toUnfinished(message, "waiting"));
    return [...this.#abandoned, ...waiting].filter(({ sequence }) => sequence > after);
  }

  /** The `sequence` of the message that began last; 0 before the first. */
  get cursor(): number {
    return this.#begun;
  }

  /** Drops what is incomplete, timers included. */
  clear(): void {
    for (const key of [...this.#waiting.keys()]) this.#forget(key);
    this.#completed.clear();
  }

  #repeats(key: string, part: SmsPart): boolean {
    return this.#completed.includes(key, part, this.#clock.now());
  }

  #makeWay(key: string, part: SmsPart): void {
    const waiting = this.#waiting.get(key);
    if (waiting?.isRepetition && !this.#repeats(key, part)) this.#forget(key);
    else if (contradicts(waiting?.parts.get(part.index), part)) this.#abandon(key, "superseded");
  }

  #begin(key: string, { source, destination }: PartOrigin, part: SmsPart): Waiting | undefined {
    const { reference = 0, total } = part;
    if (this.#waiting.size >= this.#limits.maxIncomplete) return undefined;
    const cancelExpiry = this.#clock.after(this.#limits.incompleteMs, () => this.#abandon(key, "expired"));
    const begun = { sequence: ++this.#begun, source, destination, reference, total, since: this.#clock.now() };
    const isRepetition = this.#repeats(key, part);
    const waiting = { ...begun, parts: new Map<number, SmsPart>(), cancelExpiry, isRepetition };
    this.#waiting.set(key, waiting);
    return waiting;
  }

  #hold(parts: Map<number, SmsPart>, part: SmsPart): void {
    if (parts.has(part.index)) return;
    this.#heldBytes += part.payload.length;
    parts.set(part.index, part);
  }

  #abandon(key: string, fate: UnfinishedSms["fate"]): void {
    const waiting = this.#waiting.get(key);
    if (!waiting) return;
    if (!waiting.isRepetition)
      this.#abandoned = [...this.#abandoned, toUnfinished(waiting, fate)].slice(-this.#limits.maxAbandoned);
    this.#forget(key);
  }

  #forget(key: string): void {
    const waiting = this.#waiting.get(key);
    if (!waiting) return;
    waiting.cancelExpiry();
    this.#waiting.delete(key);
    for (const { payload } of waiting.parts.values()) this.#heldBytes -= payload.length;
  }
}

function toUnfinished(
  { cancelExpiry: _, isRepetition: __, parts, ...begun }: Waiting,
  fate: UnfinishedSms["fate"],
): UnfinishedSms {
  return { ...begun, came: parts.size, fate };
}

function keyOf({ source, destination }: PartOrigin, { reference, total }: SmsPart): string {
  return JSON.stringify([source, destination, reference, total]);
}

function contradicts(known: SmsPart | undefined, part: SmsPart): boolean {
  return known !== undefined && !(known.dataCoding === part.dataCoding && known.payload.equals(part.payload));
}

function inOrder(parts: ReadonlyMap<number, SmsPart>): SmsPart[] {
  return [...parts.values()].sort((one, other) => one.index - other.index);
}
