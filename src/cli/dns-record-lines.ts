import type { DnsRecord } from "../dns/record.ts";
import type { RequiredRecord } from "../dns/required-records.ts";
import { writeRecord } from "../dns/write-zone.ts";
import { typeOf } from "../dns/zone-content.ts";

export interface RecordSheet {
  readonly domain: string;
  readonly records: readonly RequiredRecord[];
  /** What is assumed, and what is left to be filled in: a sentence each. */
  readonly notes: readonly string[];
}

/** For people: each record's name and type, what it is for, and what it says. */
export function renderRecordTable({ domain, records, notes }: RecordSheet): string {
  const rows = records.flatMap(({ record, purpose, need }) => [
    `${typeOf(record.content).padEnd(5)} ${record.owner}${need === "optional" ? "  (optional)" : ""}`,
    `      ${purpose}`,
    `      ${contentOf(record)}`,
    "",
  ]);
  return `${[`Records for mail from ${domain}`, "", ...rows, ...notes].join("\n")}\n`;
}

/** For the zone file: all names absolute, so that it goes into any zone; what is optional is a comment. */
export function renderRecordZone({ domain, records, notes }: RecordSheet, head: readonly DnsRecord[]): string {
  const rows = records.flatMap(({ record, purpose, need }) => [
    `; ${purpose}${need === "optional" ? " (optional)" : ""}`,
    need === "optional" ? `; ${writeRecord(record)}` : writeRecord(record),
  ]);
  const comments = notes.map((note) => `; ${note}`);
  return `${[...comments, `$ORIGIN ${domain}.`, ...head.map(writeRecord), ...rows].join("\n")}\n`;
}

/** What a zone needs to stand alone: SOA, and a name server at a documentation address (RFC 5737) to be replaced. */
export function zoneHead(domain: string, ttl: number): readonly DnsRecord[] {
  const primary = `ns1.${domain}`;
  const times = { serial: 1, refresh: 7200, retry: 900, expire: 1_209_600, minimum: 300 };
  return [
    { owner: domain, ttl, content: { type: "SOA", primary, mailbox: `hostmaster.${domain}`, ...times } },
    { owner: domain, ttl, content: { type: "NS", target: primary } },
    { owner: primary, ttl, content: { type: "A", address: "192.0.2.53" } },
  ];
}

/** As a form of a DNS provider asks for it: everything after owner, time to live, class and type. */
const contentOf = (record: DnsRecord): string => writeRecord(record).split(" ").slice(4).join(" ");
