import type { Clock } from "./clock.ts";

/** What a system still has in hand, so that somebody can wait for its end instead of guessing a time. */
export class OpenWork {
  readonly #clock: Clock;
  /** What ends each rest. */
  readonly #rests = new Set<() => void>();
  #waiting: (() => void)[] = [];
  #open = 0;
  #closed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts the task as open until it settles, and hands on its outcome. What follows from it belongs inside: `idle` could fall between. */
  async run<Outcome>(task: () => Promise<Outcome>): Promise<Outcome> {
    this.#open++;
    try {
      return await task();
    } finally {
      this.#settle();
    }
  }

  /**
   * Rests `ms` on the clock, inside `run`. Resting work is not open: a clock that stands still would keep `idle` for ever.
   * Returns false when the rest ended early: by `endRests`, `close` or the signal.
   */
  async rest(ms: number, signal?: AbortSignal): Promise<boolean> {
    if (this.#closed || signal?.aborted) return false;
    const rested = new Promise<boolean>((resolve) => {
      let isOver = false;
      const end = () => {
        if (!this.#rests.delete(end)) return;
        cancel();
        signal?.removeEventListener("abort", end);
        this.#open++;
        resolve(isOver);
      };
      const cancel = this.#clock.after(ms, () => {
        isOver = true;
        end();
      });
      this.#rests.add(end);
      signal?.addEventListener("abort", end);
    });
    this.#settle();
    return rested;
  }

  /** Resolves when nothing is open; at once when nothing is. It is as bounded as the tasks are: each has its own time-outs. */
  idle(): Promise<void> {
    if (this.#open === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Ends every rest of now, as early as it is. */
  endRests(): void {
    for (const end of [...this.#rests]) end();
  }

  /** Ends every rest and lets nothing rest again. */
  close(): void {
    this.#closed = true;
    this.endRests();
  }

  #settle(): void {
    this.#open--;
    if (this.#open > 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
