import type { Cancel, Clock } from "./clock.ts";

/** Waiting on a clock, ended early when the server closes. */
export class Delays {
  readonly #clock: Clock;
  readonly #waiting = new Set<() => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      let cancel: Cancel = () => undefined;
      const end = () => {
        this.#waiting.delete(end);
        cancel();
        resolve();
      };
      this.#waiting.add(end);
      cancel = this.#clock.after(ms, end);
    });
  }

  close(): void {
    for (const end of [...this.#waiting]) end();
  }
}
