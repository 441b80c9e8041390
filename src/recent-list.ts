/**
 * The newest of an endless row, each known by how many came before it. What comes takes the place of the oldest: to shift
 * that out would move all the others, and cost as much as an exchange over a socket.
 */
export class RecentList<Item> {
  readonly #limit: number;
  /** Item number `n` lies at `n % limit`. */
  readonly #ring: Item[] = [];
  #count = 0;

  /** Keeps at most `limit` items. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many came so far; pass it to `since`. */
  get count(): number {
    return this.#count;
  }

  add(item: Item): void {
    this.#ring[this.#count++ % this.#limit] = item;
  }

  /** What came after the first `count`, as far as it is kept. */
  since(count: number): readonly Item[] {
    const first = Math.max(0, count, this.#count - this.#limit);
    const wanted = this.#count - first;
    if (wanted <= 0) return [];
    const start = first % this.#limit;
    const straight = this.#ring.slice(start, start + wanted);
    return straight.length < wanted ? [...straight, ...this.#ring.slice(0, wanted - straight.length)] : straight;
  }
}
