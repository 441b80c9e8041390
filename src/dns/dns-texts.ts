import type { DnsAnswer } from "./dns-source.ts";
import type { DnsRecord } from "./record.ts";

/** What a TXT record says: its strings without anything between them. Empty for any other record. */
export const textOf = ({ content }: DnsRecord): string => (content.type === "TXT" ? content.strings.join("") : "");

/** The TXT records of an answer. */
export const textRecordsOf = ({ records }: DnsAnswer): readonly DnsRecord[] =>
  records.filter(({ content }) => content.type === "TXT");

export const textsOf = (answer: DnsAnswer): readonly string[] => textRecordsOf(answer).map(textOf);

/** A TXT record that says this, in strings as long as they may be. RFC 1035 section 3.3. */
export const toTextRecord = (owner: string, text: string, ttl = 3600): DnsRecord => ({
  owner,
  ttl,
  content: { type: "TXT", strings: text.match(/[\s\S]{1,255}/g) ?? [""] },
});
