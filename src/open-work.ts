import type { Clock } from "./clock.ts";

/** What a system still has in hand, so that somebody can wait for its end instead of guessing a time. */
export class OpenWork {
  readonly #clock: Clock;
  readonly #wakers = new Set<() => void>();
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
   * Returns false when `close` or the signal ended the rest early.
   */
  async rest(ms: number, signal?: AbortSignal): Promise<boolean> {
    if (this.#closed || signal?.aborted) return false;
    const woken = new Promise<void>((resolve) => {
      const wake = () => {
        if (!this.#wakers.delete(wake)) return;
        cancel();
        signal?.removeEventListener("abort", wake);
        this.#open++;
        resolve();
      };
      const cancel = this.#clock.after(ms, wake);
      this.#wakers.add(wake);
      signal?.addEventListener("abort", wake);
    });
    this.#settle();
    await woken;
    return !this.#closed && !signal?.aborted;
  }

  /** Resolves when nothing is open; at once when nothing is. It is as bounded as the tasks are: each has its own time-outs. */
  idle(): Promise<void> {
    if (this.#open === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Wakes what rests and lets nothing rest again. */
  close(): void {
    this.#closed = true;
    for (const wake of [...this.#wakers]) wake();
  }

  #settle(): void {
    this.#open--;
    if (this.#open > 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
