import type { MailDomainPlan, ZoneFacts } from "../checks/mail-domain-facts.ts";
import type { DnsSource } from "../dns/dns-source.ts";
import { createNetworkSource } from "../dns/network-source.ts";
import type { DnsRecord } from "../dns/record.ts";
import { parseResolverAddress } from "../dns/resolver-address.ts";
import { parseZoneFile, readZoneFile } from "../dns/zone-file.ts";
import { zoneSource } from "../dns/zone-source.ts";
import { createEgress } from "../egress.ts";
import { StepproofError } from "../errors.ts";
import type { RunFile } from "../run-file/run-file.ts";
import { readPublicKeys } from "./run-file-signing.ts";

export interface MailDomainOptions {
  /** Path of a zone file. */
  readonly zone?: string;
  /** Address of a resolver; with a zone, it is asked for what the zone does not hold. */
  readonly resolver?: string;
  /** Default: the zone's name. */
  readonly domain?: string;
  readonly mailFromDomain?: string;
  /** Default: those that the zone has keys for, and those of `publicKeys`. */
  readonly selectors?: readonly string[];
  readonly senderAddresses?: readonly string[];
  readonly requiredRecords?: readonly DnsRecord[];
  /** By selector: the public half of the key that signs, as p= has it. */
  readonly publicKeys?: Readonly<Record<string, string>>;
}

/** Where a mail domain's records are, and what they are judged for. */
export interface MailDomain {
  readonly source: DnsSource;
  /** As it was read, where there is a file. */
  readonly zone?: ZoneFacts;
  readonly plan: MailDomainPlan;
  close(): void;
}

/** Of a block that is kept for documentation (RFC 5737): it sends no mail. */
const stranger = "203.0.113.99";

/** Reads the zone, or gets ready to ask. Throws ZONE_UNREADABLE, RESOLVER_INVALID, MAIL_DOMAIN_UNKNOWN. */
export async function openMailDomain(options: MailDomainOptions): Promise<MailDomain> {
  const { zone: file, resolver, domain: wanted } = options;
  const zone =
    file === undefined ? undefined : await readZoneFile(file, wanted === undefined ? {} : { origin: wanted });
  const domain = (wanted ?? zone?.zone.origin ?? "").toLowerCase().replace(/\.$/, "");
  if (domain === "" || (!zone && resolver === undefined)) throw unknown();
  const network = resolver === undefined ? undefined : toNetwork(resolver);
  const sources = [...(zone ? [zoneSource(zone.zone)] : []), ...(network ? [network] : [])];
  return {
    source: inTurn(sources),
    ...(zone && { zone }),
    plan: toPlan(domain, options, zone),
    close: () => network?.close(),
  };
}

/**
 * What a run file says of its mail domain. Throws ZONE_… where the records that were handed over cannot be read, and
 * DKIM_KEY_UNREADABLE.
 */
export async function mailDomainOptionsOf({ mail, dns }: Pick<RunFile, "mail" | "dns">): Promise<MailDomainOptions> {
  const { domain, zone, resolver } = mail;
  const { selectors, mailFrom, senders, records } = dns;
  return {
    domain,
    senderAddresses: senders,
    publicKeys: await readPublicKeys({ mail, dns }),
    ...(zone !== undefined && { zone }),
    ...(resolver !== undefined && { resolver }),
    ...(selectors.length > 0 && { selectors }),
    ...(mailFrom !== undefined && { mailFromDomain: mailFrom }),
    ...(records !== undefined && { requiredRecords: (await parseZoneFile(records, { origin: domain })).records }),
  };
}

function toPlan(domain: string, options: MailDomainOptions, zone: ZoneFacts | undefined): MailDomainPlan {
  const { senderAddresses = [], requiredRecords = [], mailFromDomain, publicKeys = {} } = options;
  const selectors = options.selectors ?? [...new Set([...selectorsIn(zone, domain), ...Object.keys(publicKeys)])];
  return {
    publicKeys,
    ...{ domain, selectors, senderAddresses, requiredRecords, strangerAddress: stranger },
    ...(mailFromDomain !== undefined && { mailFromDomain }),
  };
}

function selectorsIn(zone: ZoneFacts | undefined, domain: string): readonly string[] {
  const end = `._domainkey.${domain}`;
  const owners = zone?.zone.records
    .map(({ owner }) => owner)
    .filter((owner) => owner.endsWith(end) && !owner.startsWith("*"));
  return [...new Set(owners?.map((owner) => owner.slice(0, -end.length)))];
}

function toNetwork(address: string) {
  const { host, port } = parseResolverAddress(address);
  // Whoever names a resolver allows it.
  return createNetworkSource({ host, port, egress: createEgress([host]) });
}

/** Asks the next source for what the one before does not know; an alias that leads there is followed there. */
export const inTurn = ([first, ...others]: readonly DnsSource[]): DnsSource => ({
  lookup: async (name, type) => {
    if (!first) return { status: "REFUSED", records: [] };
    const answer = await first.lookup(name, type);
    if (answer.status !== "REFUSED" || others.length === 0) return answer;
    const alias = answer.records.at(-1)?.content;
    const rest = await inTurn(others).lookup(alias?.type === "CNAME" ? alias.target : name, type);
    return { status: rest.status, records: [...answer.records, ...rest.records] };
  },
});

const unknown = (): StepproofError =>
  new StepproofError("MAIL_DOMAIN_UNKNOWN", "neither a zone file nor a resolver and a domain were named", {
    hint: "Name --zone FILE, or --resolver ADDRESS and --domain NAME, or a run file that has them.",
    attribution: "CONFIGURATION",
  });
