import type { DnsRecord, RecordContent } from "./record.ts";

/** What may be asked for. */
export type QueryType = Exclude<RecordContent["type"], "OTHER">;

/**
 * How a query ended. NODATA (the name is there, the type is not) is NOERROR without a record of that type.
 * TIMEOUT and UNREADABLE are ours: no answer in time, and one that is not DNS or answers another question.
 */
export type AnswerStatus = "NOERROR" | "NXDOMAIN" | "SERVFAIL" | "REFUSED" | "TIMEOUT" | "UNREADABLE";

export interface DnsAnswer {
  readonly status: AnswerStatus;
  /** The CNAMEs that were followed, in their order, then the records of the type asked for. */
  readonly records: readonly DnsRecord[];
}

/** Whoever answers DNS queries: a zone file in memory, or a resolver over the wire. It never throws for an answer. */
export interface DnsSource {
  /** `name` is absolute, with or without its last dot; case does not matter. */
  lookup(name: string, type: QueryType): Promise<DnsAnswer>;
}
