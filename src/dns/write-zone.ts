import type { DnsRecord } from "./record.ts";
import { printContent, typeOf } from "./zone-content.ts";

/** Records as a zone file that every name server reads, whatever its origin: one line each, all names absolute. */
export const writeZone = (records: readonly DnsRecord[]): string =>
  records.map((record) => `${writeRecord(record)}\n`).join("");

/** One record as a line of a zone file, without its end: `s1._domainkey.email.meridale.example. 3600 IN TXT "v=DKIM1; …"`. */
export const writeRecord = ({ owner, ttl, content }: DnsRecord): string =>
  `${owner}. ${ttl} IN ${typeOf(content)} ${printContent(content)}`;
