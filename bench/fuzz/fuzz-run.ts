import { PATIENCE_MS } from "./fuzz-setting.ts";
import type { BurstOutcome, FuzzTarget } from "./fuzz-target.ts";
import { BURST_INPUTS, makeBurst } from "./make-burst.ts";
import { type MemorySample, sampleMemory } from "./memory.ts";

export interface FuzzOptions {
  readonly seed: string;
  readonly inputs: number;
  /** The number of the first input; default 0. */
  readonly first?: number;
  /** After each a good client tries the server; default 50. */
  readonly rounds?: number;
  /** One connection at a time: for a replay. */
  readonly lanes?: number;
  /** Hears of every burst before it goes out: if the process dies, one of the last did it. */
  readonly onBurst?: (lane: number, firstInput: number) => void;
  /** Hears of every round that is over. */
  readonly onRound?: () => void;
}

export interface FuzzProblem {
  readonly kind: "hang" | "fault" | "probe";
  /** The numbers of the first and the last input that may have done it. */
  readonly from: number;
  readonly to: number;
  readonly what: string;
}

export interface FuzzResult {
  readonly inputs: number;
  readonly answers: number;
  readonly seconds: number;
  readonly problems: readonly FuzzProblem[];
  readonly memory: readonly MemorySample[];
}

const ROUNDS = 50;
const SAMPLES = 10;
const MOST_PROBLEMS = 20;

/** Fires `inputs` inputs at a server and looks after it. Whatever ends the process is its caller's to see. */
export async function fuzz(target: FuzzTarget, options: FuzzOptions): Promise<FuzzResult> {
  const first = Math.floor((options.first ?? 0) / BURST_INPUTS);
  const bursts = Math.max(1, Math.ceil(options.inputs / BURST_INPUTS));
  const rounds = options.rounds ?? ROUNDS;
  const tally = new Tally();
  const began = performance.now();
  for (let round = 0; round < rounds && tally.problems.length < MOST_PROBLEMS; round++) {
    const range = { next: first + share(bursts, round / rounds), end: first + share(bursts, (round + 1) / rounds) };
    await fireRound(target, options, range, tally);
    options.onRound?.();
    if ((round + 1) % Math.ceil(rounds / SAMPLES) === 0) tally.memory.push(await sampleMemory(tally.inputs));
  }
  return { ...tally, seconds: (performance.now() - began) / 1_000 };
}

const share = (bursts: number, part: number): number => Math.round(bursts * part);

class Tally {
  inputs = 0;
  answers = 0;
  readonly problems: FuzzProblem[] = [];
  readonly memory: MemorySample[] = [];
}

interface BurstRange {
  next: number;
  readonly end: number;
}

async function fireRound(target: FuzzTarget, options: FuzzOptions, range: BurstRange, tally: Tally): Promise<void> {
  const from = range.next;
  if (from === range.end) return;
  const lanes = Array.from({ length: options.lanes ?? target.lanes }, async (_, lane) => {
    while (range.next < range.end) await fireBurst(target, options, { lane, number: range.next++ }, tally);
  });
  await Promise.all(lanes);
  const where = { from: from * BURST_INPUTS, to: range.end * BURST_INPUTS - 1 };
  await withPatience(() => target.probe()).catch((error: unknown) => {
    tally.problems.push({ kind: "probe", ...where, what: String(error) });
  });
}

interface Shot {
  readonly lane: number;
  readonly number: number;
}

async function fireBurst(target: FuzzTarget, options: FuzzOptions, shot: Shot, tally: Tally): Promise<void> {
  const from = shot.number * BURST_INPUTS;
  const where = { from, to: from + BURST_INPUTS - 1 };
  const burst = makeBurst(target, options.seed, shot.number);
  options.onBurst?.(shot.lane, from);
  tally.inputs += burst.units.length;
  try {
    const { answers, faults } = await withPatience<BurstOutcome>((signal) => target.send(burst, signal));
    tally.answers += answers;
    if (faults > 0) tally.problems.push({ kind: "fault", ...where, what: `${faults} answer(s) that blame the server` });
  } catch (error) {
    tally.problems.push({ kind: "hang", ...where, what: String(error) });
  }
}

async function withPatience<Outcome>(work: (signal: AbortSignal) => Promise<Outcome>): Promise<Outcome> {
  const impatience = new AbortController();
  const reason = new Error(`nothing for ${PATIENCE_MS} ms`);
  const timer = setTimeout(() => impatience.abort(reason), PATIENCE_MS);
  const over = new Promise<never>((_, reject) => {
    impatience.signal.addEventListener("abort", () => reject(reason), { once: true });
  });
  try {
    return await Promise.race([work(impatience.signal), over]);
  } finally {
    clearTimeout(timer);
  }
}
