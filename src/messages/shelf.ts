/** Anything that is numbered in the order it came. */
export interface Numbered {
  readonly sequence: number;
}

/** Things in the order they came: what followed on a number is found by halving, and the oldest is dropped without moving the rest. */
export class Shelf<Item extends Numbered> {
  #items: (Item | undefined)[] = [];
  /** Where the oldest stands; before it is what was dropped and not yet cleared away. */
  #start = 0;

  get size(): number {
    return this.#items.length - this.#start;
  }

  get oldest(): Item | undefined {
    return this.#items[this.#start];
  }

  /** `item` has a higher sequence than all before it. */
  add(item: Item): void {
    this.#items.push(item);
  }

  dropOldest(): void {
    // Its place is cleared away later; what stood there must not live on until then.
    this.#items[this.#start++] = undefined;
    if (this.#start * 2 < this.#items.length) return;
    this.#items = this.#items.slice(this.#start);
    this.#start = 0;
  }

  /** Whatever its place. */
  remove({ sequence }: Item): void {
    if (this.oldest?.sequence === sequence) {
      this.dropOldest();
      return;
    }
    const place = this.#placeAfter(sequence - 1);
    if (this.#items[place]?.sequence === sequence) this.#items.splice(place, 1);
  }

  /** In their order, those with a higher sequence. */
  *after(sequence: number): Generator<Item> {
    for (let place = this.#placeAfter(sequence); place < this.#items.length; place++) {
      const item = this.#items[place];
      if (item) yield item;
    }
  }

  #placeAfter(sequence: number): number {
    let [low, high] = [this.#start, this.#items.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#items[middle]?.sequence ?? 0) > sequence) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
