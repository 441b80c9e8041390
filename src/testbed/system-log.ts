import type { Log } from "../log.ts";
import { RecentList } from "../recent-list.ts";

export interface LogLine {
  readonly system: string;
  readonly line: string;
}

/** What every system of the bed logged, in order: kept to be searched for what must not be there. */
export class SystemLog {
  readonly #lines: RecentList<LogLine>;

  constructor({ maxLines = 20_000 }: { readonly maxLines?: number } = {}) {
    this.#lines = new RecentList(maxLines);
  }

  /** How many lines were written so far; pass it to `since`. */
  get cursor(): number {
    return this.#lines.count;
  }

  /** The log of one system. */
  of(system: string): Log {
    return (line) => this.#lines.add({ system, line });
  }

  since(cursor: number): readonly LogLine[] {
    return this.#lines.since(cursor);
  }
}
