import type { DnsSource } from "../dns/dns-source.ts";
import { isWithin } from "../dns/zone-name.ts";
import { isDmarc, parseDmarc } from "./dmarc-record.ts";
import { textOf, textRecordsOf } from "./dns-texts.ts";
import { type Asked, type DmarcFacts, isUnanswered } from "./mail-domain-facts.ts";

/** Queries of one walk. RFC 9989 section 4.10. */
const mostSteps = 8;

/** Finds the DMARC record of a domain as receivers do, and whoever its reports go to. */
export async function examineDmarc(source: DnsSource, domain: string): Promise<DmarcFacts> {
  const walk: Asked[] = [];
  for (const name of walkNames(domain)) {
    const asked = { name: `_dmarc.${name}`, answer: await source.lookup(`_dmarc.${name}`, "TXT") };
    walk.push(asked);
    const records = textRecordsOf(asked.answer).filter((record) => isDmarc(textOf(record)));
    const [first] = records;
    if (first) {
      const applied = { ...asked, records };
      return { walk, applied, reports: await examineReports(source, domain, textOf(first)) };
    }
    // Above a name that nobody could be asked for, another record would be judged in its place.
    if (isUnanswered(asked)) break;
  }
  return { walk, reports: [] };
}

/** The domain, then its parents; one with more than eight labels goes on with its last seven. RFC 9989 section 4.10. */
export function walkNames(domain: string): readonly string[] {
  const labels = domain.split(".");
  const above = labels.length > mostSteps ? labels.slice(-7) : labels.slice(1);
  return [domain, ...above.map((_, index) => above.slice(index).join("."))].slice(0, mostSteps);
}

/** A domain's own organization needs nobody's leave to get its reports. RFC 9990 section 4. */
async function examineReports(source: DnsSource, domain: string, text: string): Promise<DmarcFacts["reports"]> {
  const foreign = parseDmarc(text).reportAddresses.filter((address) => !isOwn(hostOf(address), domain));
  return Promise.all(
    foreign.slice(0, 10).map(async (address) => {
      const name = `${domain}._report._dmarc.${hostOf(address)}`;
      return { address, name, answer: await source.lookup(name, "TXT") };
    }),
  );
}

const hostOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1).toLowerCase();

/** The last two labels stand for the organization: too wide for some registries, which accuses nobody wrongly. */
const isOwn = (host: string, domain: string): boolean =>
  isWithin(domain, host) || isWithin(host, domain.split(".").slice(-2).join("."));
