import { domainToASCII } from "node:url";
import type { DnsSource } from "../dns/dns-source.ts";
import type { MailAuthentication } from "../messages/mail-authentication.ts";
import { type DmarcPolicy, type DmarcRecord, toPolicy } from "./dmarc-record.ts";
import { type DmarcWalk, walkDmarc } from "./dmarc-walk.ts";
import { tagValue } from "./tag-list.ts";

type Dmarc = MailAuthentication["dmarc"];

/** The domains that something passed for: of MAIL FROM, and of each signature. */
export interface ProvenDomains {
  readonly spf: readonly string[];
  readonly dkim: readonly string[];
}

/**
 * DMARC of the one From; with none or several there is nothing to align with, and receivers refuse. The source should
 * remember, for every domain is walked up from. Source: RFC 9989 §4.4 and §4.10.
 */
export async function judgeDmarc(source: DnsSource, from: readonly string[], proven: ProvenDomains): Promise<Dmarc> {
  const fromDomains = from.map((address) => toDomain(address.slice(address.lastIndexOf("@") + 1)));
  const [domain = "", second] = fromDomains;
  if (domain === "" || second !== undefined) return { result: "permerror", fromDomains, aligned: nothing };
  const walk = await walkDmarc(source, domain);
  const record = walk.applied?.record;
  const policy = record && (await findPolicy(source, domain, walk));
  if (!record || !policy) return { result: hasNoAnswer(walk) ? "temperror" : "none", fromDomains, aligned: nothing };
  const spf = await alignAny(source, proven.spf, { domain, walk, isStrict: record.spfIsStrict });
  const dkim = await alignAny(source, proven.dkim, { domain, walk, isStrict: record.dkimIsStrict });
  return { result: resultOf(spf, dkim), fromDomains, policy, aligned: { spf: spf === "yes", dkim: dkim === "yes" } };
}

const nothing = { spf: false, dkim: false } as const;

const toDomain = (written: string): string => domainToASCII(written.trim()) || written.trim().toLowerCase();

/** A walk that broke off above a record that applies has told enough. */
const hasNoAnswer = ({ organization, applied }: DmarcWalk): boolean => !applied && organization === undefined;

type Aligned = "yes" | "no" | "unknown";

const resultOf = (...aligned: readonly Aligned[]): Dmarc["result"] => {
  if (aligned.includes("yes")) return "pass";
  return aligned.includes("unknown") ? "temperror" : "fail";
};

interface Author {
  readonly domain: string;
  readonly walk: DmarcWalk;
  readonly isStrict: boolean;
}

async function alignAny(source: DnsSource, domains: readonly string[], author: Author): Promise<Aligned> {
  const aligned: Aligned[] = [];
  for (const domain of domains) aligned.push(await align(source, toDomain(domain), author));
  return aligned.find((one) => one === "yes") ?? aligned.find((one) => one === "unknown") ?? "no";
}

/** Strict: the domains are equal. Relaxed: those of their organizations are. Source: RFC 9989 §4.4. */
async function align(source: DnsSource, domain: string, author: Author): Promise<Aligned> {
  if (domain === author.domain) return "yes";
  if (author.isStrict) return "no";
  const { organization } = await walkDmarc(source, domain);
  if (organization === undefined || author.walk.organization === undefined) return "unknown";
  return organization === author.walk.organization ? "yes" : "no";
}

/**
 * What becomes of mail that fails; undefined where the record cannot be read, and wants no reports. On trial it is the
 * next weaker one. Source: RFC 9989 §4.7 and §4.10.1.
 */
async function findPolicy(source: DnsSource, domain: string, { applied }: DmarcWalk): Promise<DmarcPolicy | undefined> {
  if (!applied) return undefined;
  const { step, record } = applied;
  if (!isReadable(record)) return record.reportAddresses.length > 0 ? "none" : undefined;
  const inherited = step.domain === domain ? undefined : await findInherited(source, domain, record);
  const policy = inherited ?? record.policy ?? "none";
  return record.isTest ? weaker[policy] : policy;
}

/** Whether each policy that is stated is one. */
const isReadable = ({ tags }: DmarcRecord): boolean =>
  ["p", "sp", "np"].every((name) => {
    const word = tagValue(tags, name)?.toLowerCase();
    return word === undefined || toPolicy(word) !== undefined;
  });

async function findInherited(source: DnsSource, domain: string, record: DmarcRecord): Promise<DmarcPolicy | undefined> {
  const missing = toPolicy(record.missingSubdomains);
  const isMissing = missing !== undefined && (await source.lookup(domain, "MX")).status === "NXDOMAIN";
  return isMissing ? missing : toPolicy(record.subdomains);
}

const weaker: Readonly<Record<DmarcPolicy, DmarcPolicy>> = { reject: "quarantine", quarantine: "none", none: "none" };
