/** Lets at most `size` actions run at a time; the others wait in line. */
export class SendWindow {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(size: number) {
    this.#free = size;
  }

  /** Runs the action once there is room, and makes room when it has settled. */
  async run<Outcome>(action: () => Promise<Outcome>): Promise<Outcome> {
    await this.#enter();
    try {
      return await action();
    } finally {
      this.#leave();
    }
  }

  #enter(): Promise<void> {
    if (this.#free > 0) {
      this.#free--;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Hands the place straight to the next in line, so that nobody overtakes. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free++;
  }
}
