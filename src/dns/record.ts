/** Where a record, or a fault, stands in a zone file; lines and columns start at 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What a record says, by its type. Names are absolute, in lower case, without the last dot. RFC 1035 section 3.3. */
export type RecordContent =
  | { readonly type: "A" | "AAAA"; readonly address: string }
  | { readonly type: "CNAME" | "DNAME" | "NS" | "PTR"; readonly target: string }
  | { readonly type: "MX"; readonly preference: number; readonly exchange: string }
  /** The strings as published, one byte a character (latin1): a reader joins them without a blank. */
  | { readonly type: "TXT"; readonly strings: readonly string[] }
  | {
      readonly type: "SOA";
      readonly primary: string;
      readonly mailbox: string;
      readonly serial: number;
      /** Seconds, like the three after it; `minimum` is the time to live of a negative answer (RFC 2308). */
      readonly refresh: number;
      readonly retry: number;
      readonly expire: number;
      readonly minimum: number;
    }
  /** Any other type: read, kept and served by nobody here. */
  | { readonly type: "OTHER"; readonly name: string; readonly words: readonly string[] };

/** One resource record. */
export interface DnsRecord {
  /** Absolute, in lower case, without the last dot; `*.` begins a wildcard. */
  readonly owner: string;
  /** Time to live, seconds. */
  readonly ttl: number;
  readonly content: RecordContent;
}

/** A record of a zone file. */
export interface ZoneRecord extends DnsRecord {
  readonly place: Place;
}

/** A master file, read. */
export interface Zone {
  /** The zone's apex: the owner of its SOA, else the origin that the reader was given. */
  readonly origin: string;
  readonly records: readonly ZoneRecord[];
}
