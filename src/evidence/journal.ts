import type { Clock, EpochMs } from "../clock.ts";
import { StepproofError } from "../errors.ts";
import type { HttpClient, HttpRequest, HttpResponse } from "../http.ts";
import { RecentList } from "../recent-list.ts";

/** The HTTP legs of the flow, caller first; the last is how an issuer that sends itself reaches the SMS centre. */
export type Leg = "wallet-tsp" | "tsp-d1" | "d1-issuer" | "issuer-sms";

/** One HTTP call as it was on the wire: unredacted, so it stays in memory until `redact` has seen it. */
export interface Exchange {
  readonly id: string;
  readonly leg: Leg;
  readonly at: EpochMs;
  readonly durationMs: number;
  readonly request: HttpRequest;
  readonly outcome:
    | { readonly response: HttpResponse }
    | { readonly error: { readonly code: string; readonly message: string } };
}

/** Every exchange of a test bed, in order of completion. */
export class Journal {
  readonly #exchanges: RecentList<Exchange>;
  readonly #listeners = new Set<(exchange: Exchange) => void>();

  constructor({ maxExchanges = 20_000 }: { readonly maxExchanges?: number } = {}) {
    this.#exchanges = new RecentList(maxExchanges);
  }

  /** How many were recorded so far; pass it to `since`. */
  get cursor(): number {
    return this.#exchanges.count;
  }

  /** Keeps the exchange and returns it under its id. */
  record(exchange: Omit<Exchange, "id">): Exchange {
    const recorded = { ...exchange, id: `x${this.#exchanges.count + 1}` };
    this.#exchanges.add(recorded);
    for (const listener of this.#listeners) listener(recorded);
    return recorded;
  }

  since(cursor: number): readonly Exchange[] {
    return this.#exchanges.since(cursor);
  }

  onExchange(listener: (exchange: Exchange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** The same client, with every call it makes written to the journal. */
export function recorded(client: HttpClient, journal: Journal, leg: Leg, clock: Clock): HttpClient {
  return async (request) => {
    const at = clock.now();
    const started = performance.now();
    const keep = (outcome: Exchange["outcome"]) =>
      journal.record({ leg, at, durationMs: performance.now() - started, request, outcome });
    try {
      const response = await client(request);
      keep({ response });
      return response;
    } catch (error) {
      const code = error instanceof StepproofError ? error.code : "UNKNOWN";
      keep({ error: { code, message: error instanceof Error ? error.message : String(error) } });
      throw error;
    }
  };
}
