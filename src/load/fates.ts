import type { Ledger, LedgerLine } from "../evidence/ledger.ts";

/** D1's ledger, read line by line: each is taken out once, by whoever played the flow. */
export class Fates {
  readonly #booked = new Map<string, LedgerLine>();
  readonly #awaited = new Map<string, (line: LedgerLine) => void>();
  readonly #stop: () => void;

  constructor(ledger: Ledger) {
    this.#stop = ledger.onLine((line) => this.#keep(line));
  }

  /** The line of one request, now or as soon as it is booked; undefined when there is none within real `waitMs`. */
  take(requestId: string, waitMs: number): Promise<LedgerLine | undefined> {
    const booked = this.#booked.get(requestId);
    this.#booked.delete(requestId);
    if (booked) return Promise.resolve(booked);
    return new Promise((resolve) => {
      const end = (line?: LedgerLine) => {
        clearTimeout(timer);
        this.#awaited.delete(requestId);
        resolve(line);
      };
      const timer = setTimeout(end, waitMs);
      this.#awaited.set(requestId, end);
    });
  }

  close(): void {
    this.#stop();
  }

  #keep(line: LedgerLine): void {
    const awaited = this.#awaited.get(line.requestId);
    if (awaited) awaited(line);
    else this.#booked.set(line.requestId, line);
  }
}
