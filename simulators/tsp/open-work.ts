/** Counts what is under way, so that whoever stops or judges the TSP can wait for the last of it. */
export class OpenWork {
  readonly #open = new Set<Promise<unknown>>();

  track<Outcome>(work: Promise<Outcome>): Promise<Outcome> {
    this.#open.add(work);
    const done = () => this.#open.delete(work);
    work.then(done, done);
    return work;
  }

  /** Resolves when nothing is under way. Work is bounded by its own time-outs, hence so is this. */
  async idle(): Promise<void> {
    while (this.#open.size > 0) await Promise.allSettled(this.#open);
  }
}
