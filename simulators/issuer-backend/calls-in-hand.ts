/** Counts the calls being answered, so that somebody can wait for the last one. */
export class CallsInHand {
  #count = 0;
  #waiting: (() => void)[] = [];

  async during(answer: () => Promise<void>): Promise<void> {
    this.#count += 1;
    try {
      await answer();
    } finally {
      this.#count -= 1;
      if (this.#count === 0) this.#wake();
    }
  }

  /** Resolves as soon as no call is in hand. */
  idle(): Promise<void> {
    if (this.#count === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
