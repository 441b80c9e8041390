import type { Place, ZoneRecord } from "./record.ts";
import { type Directive, isDirective, readDirective } from "./zone-directive.ts";
import { refuse, toError, toWarning, type ZoneFault, ZoneRefusal } from "./zone-fault.ts";
import { type Carried, readRecord } from "./zone-record.ts";
import { type Entry, type Word, ZoneScanner } from "./zone-scanner.ts";

/** A file that an $INCLUDE names: `file` as messages call it, the same for the same file. */
export interface IncludedFile {
  readonly file: string;
  readonly source: string | Uint8Array;
}

/** Fetches what `$INCLUDE wanted` names in the file `from`; undefined when there is no such file. */
export type IncludeReader = (wanted: string, from: string) => IncludedFile | undefined;

/** Most octets of a zone with all that it includes. */
export const mostOctets = 10 * 1024 * 1024;
/** Most records of a zone. */
export const mostRecords = 1_000_000;
/** Files in files, and files in all: a loop over links has other names every time. */
const deepestInclude = 16;
const mostIncludes = 1000;
/** Errors after which reading ends, and warnings after which no more are kept. */
const mostFaults = 1000;

/** One reading of a zone file with the files that it includes: what was read so far, and what carries over. */
export class ZoneReading implements Carried {
  readonly records: ZoneRecord[] = [];
  readonly faults: ZoneFault[] = [];
  /** The first origin that was named: by whoever reads, else by an $ORIGIN. */
  firstOrigin: string | undefined;
  origin: string | undefined;
  owner: string | undefined;
  defaultTtl: number | undefined;
  lastTtl: number | undefined;
  readonly #include: IncludeReader;
  readonly #counts = { octets: 0, includes: 0, error: 0, warning: 0 };
  #ended = false;

  constructor(origin: string | undefined, include: IncludeReader) {
    this.firstOrigin = origin;
    this.origin = origin;
    this.#include = include;
  }

  /** Keeps a fault. Bound to the reading, so that it can be handed on. */
  readonly note = (fault: ZoneFault): void => {
    if (this.#ended || (fault.code === "ORIGIN_UNKNOWN" && this.faults.some(({ code }) => code === fault.code))) return;
    this.#counts[fault.severity] += 1;
    const count = this.#counts[fault.severity];
    if (count <= mostFaults) this.faults.push(fault);
    if (count === mostFaults + 1) this.#endFaults(fault);
  };

  /** Reads one file to its end, or to where a limit ends the reading. `chain`: it, and the files that included it. */
  read({ file, source }: IncludedFile, chain: readonly string[] = [file]): void {
    const place = { file, line: 1, column: 1 };
    this.#counts.octets += typeof source === "string" ? Buffer.byteLength(source) : source.length;
    if (this.#counts.octets > mostOctets) this.#end(toError({ ...tooManyOctets, place }));
    else this.#readEntries(new ZoneScanner(this.#toBytes(source, place), file), chain);
  }

  /** One byte a character, so that a column, a length and an escape mean the same everywhere. */
  #toBytes(source: string | Uint8Array, place: Place): string {
    const bytes = Buffer.from(source).toString("latin1");
    if (!bytes.startsWith(byteOrderMark)) return bytes;
    this.note(toError({ ...markFound, place }));
    return bytes.slice(byteOrderMark.length);
  }

  #readEntries(scanner: ZoneScanner, chain: readonly string[]): void {
    for (let entry = scanner.next(); entry && !this.#ended; entry = scanner.next()) this.#readEntry(entry, chain);
  }

  #readEntry(entry: Entry, chain: readonly string[]): void {
    try {
      if (entry.fault) throw new ZoneRefusal(entry.fault);
      if (isDirective(entry)) this.#follow(readDirective(entry, this), chain);
      else this.#keep(readRecord(entry, this));
    } catch (error) {
      if (!(error instanceof ZoneRefusal)) throw error;
      this.note(error.fault);
    }
  }

  #keep(record: ZoneRecord): void {
    if (this.records.length < mostRecords) this.records.push(record);
    else this.#end(toError({ ...tooManyRecords, place: record.place }));
  }

  #follow(directive: Directive, chain: readonly string[]): void {
    if (directive.kind === "ttl") this.defaultTtl = directive.seconds;
    if (directive.kind === "include") this.#readIncluded(directive.file, directive.origin, chain);
    if (directive.kind !== "origin") return;
    this.firstOrigin ??= directive.origin;
    this.origin = directive.origin;
  }

  /** Origin and owner are the including file's again afterwards (RFC 1035 section 5.1); $TTL stays, as in BIND. */
  #readIncluded(wanted: Word, origin: string | undefined, chain: readonly string[]): void {
    const included = this.#fetch(wanted, chain);
    const before = { origin: this.origin, owner: this.owner };
    this.origin = origin;
    this.read(included, [...chain, included.file]);
    this.origin = before.origin;
    this.owner = before.owner;
  }

  #fetch(wanted: Word, chain: readonly string[]): IncludedFile {
    const about = { place: wanted.place, token: wanted.text };
    this.#counts.includes += 1;
    if (chain.length > deepestInclude || this.#counts.includes > mostIncludes)
      throw refuse({ ...includeTooDeep, ...about });
    const included = this.#include(wanted.text, chain.at(-1) ?? "");
    if (included === undefined) throw refuse({ ...includeUnreadable, ...about });
    if (chain.includes(included.file)) throw refuse({ ...includeLoop, ...about });
    return included;
  }

  #endFaults({ severity, place }: ZoneFault): void {
    if (severity === "error") this.#end(toError({ ...tooManyErrors, place }));
    else this.faults.push(toWarning({ ...tooManyWarnings, place }));
  }

  #end(fault: ZoneFault): void {
    if (!this.#ended) this.faults.push(fault);
    this.#ended = true;
  }
}

/** U+FEFF in UTF-8, as some editors put it before a file. BIND takes it as part of the first name. */
const byteOrderMark = "\xef\xbb\xbf";

const markFound = {
  code: "BYTE_ORDER_MARK",
  message: "the file begins with a byte order mark, which is read as part of its first word",
  hint: "Save the file as UTF-8 without a byte order mark.",
} as const;

const tooManyOctets = {
  code: "ZONE_TOO_LARGE",
  message: `the zone has more than ${mostOctets / 1024 / 1024} MB`,
  hint: "Give the mail subdomain a zone of its own, or cut the file down to its records.",
} as const;

const tooManyRecords = {
  ...tooManyOctets,
  message: `the zone has more than ${mostRecords} records`,
} as const;

const tooManyErrors = {
  code: "FAULTS_TOO_MANY",
  message: `more than ${mostFaults} lines are wrong; the rest is not read`,
  hint: "Make sure that this is a zone file (RFC 1035 section 5).",
} as const;

const tooManyWarnings = {
  code: "FAULTS_TOO_MANY",
  message: `more than ${mostFaults} lines look wrong; the rest is not listed`,
  hint: "Correct those that are listed first.",
} as const;

const includeUnreadable = {
  code: "INCLUDE_UNREADABLE",
  message: "the file to include cannot be read",
  hint: "Name a file that is there; a relative name is looked for beside the file that includes it.",
} as const;

const includeLoop = {
  code: "INCLUDE_LOOP",
  message: "the file includes itself, or is included by one that it includes",
  hint: "Remove one of the $INCLUDE lines of the circle.",
} as const;

const includeTooDeep = {
  code: "INCLUDE_TOO_DEEP",
  message: `files are included more than ${deepestInclude} deep, or more than ${mostIncludes} times`,
  hint: "Put the records into fewer files.",
} as const;
