import type { Cancel, Clock, EpochMs } from "../clock.ts";
import { StepproofError } from "../errors.ts";

/** The time that all calls of one examination share. */
export class Deadline {
  readonly #clock: Clock;
  readonly #end: EpochMs;
  readonly #budgetMs: number;

  constructor(clock: Clock, budgetMs: number) {
    this.#clock = clock;
    this.#budgetMs = budgetMs;
    this.#end = clock.now() + budgetMs;
  }

  /** What is left, ms; never below 0. */
  get leftMs(): number {
    return Math.max(0, this.#end - this.#clock.now());
  }

  /** Calls `end` with DOCTOR_TIMEOUT when the time is over, unless cancelled before. */
  onOver(end: (overdue: StepproofError) => void): Cancel {
    return this.#clock.after(this.leftMs, () => end(this.#overdue()));
  }

  /** The work's outcome, or DOCTOR_TIMEOUT: for work that cannot be called off, which then goes on unheard. */
  async limit<Outcome>(work: Promise<Outcome>): Promise<Outcome> {
    let cancel: Cancel = () => undefined;
    const over = new Promise<never>((_resolve, reject) => {
      cancel = this.onOver(reject);
    });
    return Promise.race([work, over]).finally(() => cancel());
  }

  #overdue(): StepproofError {
    return new StepproofError("DOCTOR_TIMEOUT", `nothing came within the ${this.#budgetMs} ms of this examination`, {
      hint: "Check that the system answers at all: firewall, routing, VPN, a hanging process.",
      attribution: "ENVIRONMENT",
    });
  }
}
