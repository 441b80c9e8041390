/**
 * The newest of an endless row, each known by how many came before it. The old ones go in batches: to shift one out for
 * every one that comes moves all the others, and cost as much as an exchange over a socket.
 */
export class RecentList<Item> {
  readonly #limit: number;
  #kept: Item[] = [];
  #count = 0;

  /** Keeps `limit` items, and meanwhile up to twice as many in memory. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many came so far; pass it to `since`. */
  get count(): number {
    return this.#count;
  }

  add(item: Item): void {
    this.#count++;
    this.#kept.push(item);
    if (this.#kept.length >= 2 * this.#limit) this.#kept = this.#kept.slice(-this.#limit);
  }

  /** What came after the first `count`, as far as it is kept. */
  since(count: number): readonly Item[] {
    const forgotten = this.#count - this.#kept.length;
    return this.#kept.slice(Math.max(0, count - forgotten, this.#kept.length - this.#limit));
  }
}
