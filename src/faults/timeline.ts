import { createHash } from "node:crypto";
import type { Chance } from "../chance.ts";
import type { Clock, EpochMs } from "../clock.ts";
import type { FaultLeg, FaultSource, FaultsByLeg, Occasion } from "./fault.ts";
import { type FaultAccount, type FaultEntry, FaultLedger } from "./fault-ledger.ts";
import { covers, type FaultRule, isDue } from "./fault-rule.ts";

export interface FaultTimelineOptions {
  readonly clock: Clock;
  readonly chance: Chance;
  /** In force from the start, and again after each `restart`. */
  readonly rules?: readonly FaultRule[];
}

/** A rule in force. */
export interface RuleInForce {
  readonly id: string;
  readonly rule: FaultRule;
}

/** Hears of a fault before it happens: nobody has acted on it yet. */
export type FaultListener = (entry: FaultEntry, fault: FaultRule["fault"]) => void;

interface Entry extends RuleInForce {
  /** Occasions so far: all, and of each key. */
  met: number;
  readonly metByKey: Map<string, number>;
}

/**
 * What goes wrong on every leg of a flow, and when. The first rule that is due at an occasion has it; every rule that
 * covers it counts it. The same seed, rules and occasions give the same faults: a share is drawn from the seed, the
 * rule's id, the occasion's key (recipient, else target, else leg) and its number among those of that key, so that
 * flows at the same time do not change each other's. Rules that count without `each` count in order of arrival.
 */
export class FaultTimeline implements FaultSource {
  readonly #clock: Clock;
  readonly #standing: readonly FaultRule[];
  #salt: string;
  #start: EpochMs;
  #ledger = new FaultLedger();
  #added = 0;
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<FaultListener>();
  readonly #changes = new Set<() => void>();

  constructor({ clock, chance, rules = [] }: FaultTimelineOptions) {
    this.#clock = clock;
    this.#standing = rules;
    this.#salt = drawSalt(chance);
    this.#start = clock.now();
    for (const rule of rules) this.add(rule);
  }

  /** Puts a rule in force, after those that are; its id is `f1`, `f2` … in order. */
  add(rule: FaultRule): RuleInForce {
    const entry = { id: `f${++this.#added}`, rule, met: 0, metByKey: new Map() };
    this.#entries.set(entry.id, entry);
    for (const listener of this.#changes) listener();
    return { id: entry.id, rule };
  }

  /** Ends a rule; false when none of that id is in force. */
  lift(id: string): boolean {
    return this.#entries.delete(id);
  }

  /** Ends every rule; what happened stays in the account. */
  clear(): void {
    this.#entries.clear();
  }

  /** Begins anew, now: the rules of the start and no other, nothing happened, and chance of its own. */
  restart(chance: Chance): void {
    this.clear();
    this.#salt = drawSalt(chance);
    this.#start = this.#clock.now();
    this.#ledger = new FaultLedger();
    this.#added = 0;
    for (const rule of this.#standing) this.add(rule);
  }

  rules(): readonly RuleInForce[] {
    return [...this.#entries.values()].map(({ id, rule }) => ({ id, rule }));
  }

  account(): FaultAccount {
    return this.#ledger.account();
  }

  /** Calls the listener with every fault that happens. Returns how to stop. */
  onFault(listener: FaultListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Calls the listener whenever a rule was added. Returns how to stop. */
  onChange(listener: () => void): () => void {
    this.#changes.add(listener);
    return () => void this.#changes.delete(listener);
  }

  next<Leg extends FaultLeg>(occasion: Occasion<Leg>): FaultsByLeg[Leg] | undefined {
    if (this.#entries.size === 0) return undefined;
    const sinceMs = occasion.at - this.#start;
    const covering = [...this.#entries.values()].filter(({ rule }) => covers(rule, occasion, sinceMs));
    const due = covering.filter((entry) => this.#meet(entry, keyOf(occasion)));
    const [struck] = due;
    if (!struck) return undefined;
    this.#record(struck, occasion, sinceMs);
    // `covers` has seen to it that the rule is one of this leg.
    return struck.rule.fault as FaultsByLeg[Leg];
  }

  /** Counts the occasion, and says whether the rule is due at it. */
  #meet(entry: Entry, key: string): boolean {
    const { when = { kind: "always" } } = entry.rule;
    entry.met += 1;
    const metByKey = (entry.metByKey.get(key) ?? 0) + 1;
    entry.metByKey.set(key, metByKey);
    if (when.kind === "share") return percentOf(`${this.#salt}/${entry.id}/${key}/${metByKey}`) < when.percent;
    const countsEach = when.kind !== "always" && when.each === "key";
    return isDue(when, countsEach ? metByKey : entry.met);
  }

  #record({ id, rule, metByKey }: Entry, occasion: Occasion, atMs: number): void {
    const key = keyOf(occasion);
    const entry = {
      rule: id,
      leg: rule.leg,
      point: occasion.point,
      fault: Object.values(rule.fault).join(" "),
      atMs,
      key: sha256(`${this.#salt}/${key}`).toString("hex").slice(0, 4),
      occurrence: metByKey.get(key) ?? 0,
    };
    this.#ledger.record(entry);
    for (const listener of this.#listeners) listener(entry, rule.fault);
  }
}

/** Creates a timeline that begins now. */
export function createFaultTimeline(options: FaultTimelineOptions): FaultTimeline {
  return new FaultTimeline(options);
}

const drawSalt = (chance: Chance): string => chance.text("0123456789abcdef", 32);

const keyOf = ({ recipient, target, leg }: Occasion): string => recipient ?? target ?? leg;

const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Evenly spread from 0 to below 100. */
const percentOf = (text: string): number => (sha256(text).readUInt32BE() / 2 ** 32) * 100;
