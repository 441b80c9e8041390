import type { DnsSource } from "../dns/dns-source.ts";
import { textOf } from "../dns/dns-texts.ts";
import { isWithin } from "../dns/zone-name.ts";
import { parseDmarc } from "../mail-auth/dmarc-record.ts";
import { type DmarcWalk, walkDmarc } from "../mail-auth/dmarc-walk.ts";
import type { DmarcFacts } from "./mail-domain-facts.ts";

interface MailDomains {
  readonly domain: string;
  readonly mailFromDomain: string;
}

/** Finds the DMARC record of a domain as receivers do, and whoever its reports go to. */
export async function examineDmarc(source: DnsSource, { domain, mailFromDomain }: MailDomains): Promise<DmarcFacts> {
  const walk = await walkDmarc(source, domain);
  const { organization } = walk;
  const applied = findApplied(walk);
  const [record] = applied?.records ?? [];
  return {
    ...{ walk: walk.steps, organization },
    mailFromOrganization: (await walkDmarc(source, mailFromDomain)).organization,
    ...(applied && { applied }),
    reports: record ? await examineReports(source, { domain, organization }, textOf(record)) : [],
  };
}

/** What applies, or would if it stood alone: of several records at a name receivers take none, and go on. */
function findApplied({ steps, applied }: DmarcWalk): DmarcFacts["applied"] {
  const [own] = steps;
  if (own && own.records.length > 0) return own;
  return applied?.step ?? steps.find(({ records }) => records.length > 1);
}

/** A domain and that of its organization, where that is known. */
interface Organized {
  readonly domain: string;
  readonly organization: string | undefined;
}

/**
 * By the tree walk. Where nobody answers for the domains above, the last two labels stand for the organization: too
 * wide for some registries, which accuses nobody wrongly.
 */
export function isOneOrganization(one: Organized, other: Organized): boolean {
  if (one.organization !== undefined && other.organization !== undefined)
    return one.organization === other.organization;
  return isWithin(one.domain, other.domain) || isWithin(other.domain, one.domain.split(".").slice(-2).join("."));
}

/** A domain's own organization needs nobody's leave to get its reports. RFC 9990 section 4. */
async function examineReports(source: DnsSource, own: Organized, text: string): Promise<DmarcFacts["reports"]> {
  const addresses = parseDmarc(text).reportAddresses.slice(0, 10);
  const asked = addresses.map(async (address) => {
    const host = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
    const { organization } = await walkDmarc(source, host);
    if (isOneOrganization(own, { domain: host, organization })) return [];
    const name = `${own.domain}._report._dmarc.${host}`;
    return [{ address, name, answer: await source.lookup(name, "TXT") }];
  });
  return (await Promise.all(asked)).flat();
}
