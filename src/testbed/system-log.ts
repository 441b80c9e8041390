import type { Log } from "../log.ts";

export interface LogLine {
  readonly system: string;
  readonly line: string;
}

/** What every system of the bed logged, in order: kept to be searched for what must not be there. */
export class SystemLog {
  readonly #lines: LogLine[] = [];
  readonly #maxLines: number;
  #count = 0;

  constructor({ maxLines = 20_000 }: { readonly maxLines?: number } = {}) {
    this.#maxLines = maxLines;
  }

  /** How many lines were written so far; pass it to `since`. */
  get cursor(): number {
    return this.#count;
  }

  /** The log of one system. */
  of(system: string): Log {
    return (line) => {
      this.#count++;
      this.#lines.push({ system, line });
      if (this.#lines.length > this.#maxLines) this.#lines.shift();
    };
  }

  since(cursor: number): readonly LogLine[] {
    const forgotten = this.#count - this.#lines.length;
    return this.#lines.slice(Math.max(0, cursor - forgotten));
  }
}
