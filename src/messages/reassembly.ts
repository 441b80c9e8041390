import type { Cancel, Clock, EpochMs } from "../clock.ts";
import type { SmsPart } from "./captured-message.ts";

export interface ReassemblyLimits {
  /** Messages that may wait for parts; a part of yet another one is turned away. */
  readonly maxIncomplete: number;
  /** Octets that all waiting parts may take together; a part beyond that is turned away. */
  readonly maxWaitingBytes: number;
  /** How long a message waits for its missing parts, ms since its first part. */
  readonly incompleteMs: number;
}

export const defaultReassemblyLimits: ReassemblyLimits = {
  maxIncomplete: 1_000,
  maxWaitingBytes: 16 * 1024 * 1024,
  incompleteMs: 600_000,
};

/** Whose part it is: parts with equal source, destination, reference and total belong together. */
export interface PartOrigin {
  readonly source: string;
  readonly destination: string;
}

export interface IncompleteSms extends PartOrigin {
  readonly reference: number;
  readonly total: number;
  readonly since: EpochMs;
  /** In the order of their index. */
  readonly parts: readonly SmsPart[];
}

/** `complete` hands over all parts in order; `full` means that the part was not taken. */
export type PartOutcome =
  | { readonly kind: "complete"; readonly parts: readonly SmsPart[] }
  | { readonly kind: "waiting" }
  | { readonly kind: "full" };

interface Waiting extends PartOrigin {
  readonly reference: number;
  readonly total: number;
  readonly since: EpochMs;
  readonly parts: Map<number, SmsPart>;
  readonly cancelExpiry: Cancel;
}

/** Joins the parts of long messages, whatever order they come in; what stays incomplete expires by the clock. */
export class Reassembly {
  readonly #clock: Clock;
  readonly #limits: ReassemblyLimits;
  readonly #waiting = new Map<string, Waiting>();
  #heldBytes = 0;

  constructor(clock: Clock, limits: Partial<ReassemblyLimits> = {}) {
    this.#clock = clock;
    this.#limits = { ...defaultReassemblyLimits, ...limits };
  }

  /**
   * Takes a part that carries a reference. The same part again changes nothing; another text at a taken index proves
   * that the reference is being used anew, so the older message's parts give way.
   */
  add(origin: PartOrigin, part: SmsPart): PartOutcome {
    if (part.total === 1) return { kind: "complete", parts: [part] };
    const key = keyOf(origin, part);
    if (this.#heldBytes + part.payload.length > this.#limits.maxWaitingBytes) return { kind: "full" };
    const waiting = this.#waiting.get(key) ?? this.#begin(key, origin, part);
    if (!waiting) return { kind: "full" };
    if (contradicts(waiting.parts.get(part.index), part)) this.#drop(waiting.parts);
    this.#hold(waiting.parts, part);
    if (waiting.parts.size < part.total) return { kind: "waiting" };
    const parts = inOrder(waiting.parts);
    this.#forget(key);
    return { kind: "complete", parts };
  }

  incomplete(): readonly IncompleteSms[] {
    return [...this.#waiting.values()].map(({ cancelExpiry: _, parts, ...known }) => ({
      ...known,
      parts: inOrder(parts),
    }));
  }

  /** Drops what is incomplete, timers included. */
  clear(): void {
    for (const key of [...this.#waiting.keys()]) this.#forget(key);
  }

  #begin(key: string, { source, destination }: PartOrigin, { reference = 0, total }: SmsPart): Waiting | undefined {
    if (this.#waiting.size >= this.#limits.maxIncomplete) return undefined;
    const cancelExpiry = this.#clock.after(this.#limits.incompleteMs, () => this.#forget(key));
    const since = this.#clock.now();
    const waiting = { source, destination, reference, total, since, parts: new Map<number, SmsPart>(), cancelExpiry };
    this.#waiting.set(key, waiting);
    return waiting;
  }

  #hold(parts: Map<number, SmsPart>, part: SmsPart): void {
    if (parts.has(part.index)) return;
    this.#heldBytes += part.payload.length;
    parts.set(part.index, part);
  }

  #drop(parts: Map<number, SmsPart>): void {
    for (const { payload } of parts.values()) this.#heldBytes -= payload.length;
    parts.clear();
  }

  #forget(key: string): void {
    const waiting = this.#waiting.get(key);
    if (!waiting) return;
    waiting.cancelExpiry();
    this.#waiting.delete(key);
    this.#drop(waiting.parts);
  }
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
