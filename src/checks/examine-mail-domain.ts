import type { DnsSource, QueryType } from "../dns/dns-source.ts";
import { textOf, textRecordsOf } from "../dns/dns-texts.ts";
import type { DnsRecord } from "../dns/record.ts";
import { examineDmarc } from "./examine-dmarc.ts";
import type { Asked, MailDomainFacts, MailDomainPlan, ReturnPathFacts, SpfFacts } from "./mail-domain-facts.ts";
import { evaluateSpf } from "./spf-evaluation.ts";
import { isSpf } from "./spf-record.ts";
import { walkSpf } from "./spf-walk.ts";

/** Asks everything that the rules on a mail domain need, and judges nothing. Source: message-rules.md, DZ. */
export async function examineMailDomain(source: DnsSource, plan: MailDomainPlan): Promise<MailDomainFacts> {
  const { domain, mailFromDomain = domain } = plan;
  const ask = (name: string, type: QueryType): Promise<Asked> => askFor(source, name, type);
  return {
    plan,
    apex: await ask(domain, "TXT"),
    spf: await examineSpf(source, mailFromDomain, plan),
    dkim: await Promise.all(
      plan.selectors.map(async (selector) => ({ selector, ...(await ask(`${selector}._domainkey.${domain}`, "TXT")) })),
    ),
    dmarc: await examineDmarc(source, { domain, mailFromDomain }),
    returnPath: await examineReturnPath(source, mailFromDomain),
    required: await Promise.all(plan.requiredRecords.map((record) => examineRequired(source, record))),
    wildcards: await Promise.all(
      [domain, `_domainkey.${domain}`].flatMap((above) => [
        ask(`stepproof-nobody.${above}`, "TXT"),
        ask(`stepproof-nobody.${above}`, "MX"),
      ]),
    ),
    extras: await Promise.all(
      ["_mta-sts", "_smtp._tls", "default._bimi"].map((label) => ask(`${label}.${domain}`, "TXT")),
    ),
  };
}

async function askFor(source: DnsSource, name: string, type: QueryType): Promise<Asked> {
  return { name, answer: await source.lookup(name, type) };
}

async function examineSpf(source: DnsSource, domain: string, plan: MailDomainPlan): Promise<SpfFacts> {
  const asked = await askFor(source, domain, "TXT");
  const records = textRecordsOf(asked.answer).filter((record) => isSpf(textOf(record)));
  const [record, second] = records;
  if (!record || second) return { ...asked, records, results: {} };
  const results: Record<string, string> = {};
  for (const address of [...plan.senderAddresses, plan.strangerAddress])
    results[address] = await evaluateSpf(source, domain, address);
  return { ...asked, records, walk: await walkSpf(source, domain, textOf(record)), results };
}

async function examineReturnPath(source: DnsSource, domain: string): Promise<ReturnPathFacts> {
  const asked = await askFor(source, domain, "MX");
  const exchanges = asked.answer.records.flatMap(({ content }) => (content.type === "MX" ? [content.exchange] : []));
  const hosts = exchanges.filter((exchange) => exchange !== "").slice(0, 10);
  return { ...asked, hosts: await Promise.all(hosts.map((host) => examineHost(source, host))) };
}

async function examineHost(source: DnsSource, host: string): Promise<ReturnPathFacts["hosts"][number]> {
  const [four, six] = await Promise.all([source.lookup(host, "A"), source.lookup(host, "AAAA")]);
  const addresses = [...four.records, ...six.records].filter(({ content }) => "address" in content).length;
  return { name: host, answer: four, addresses };
}

async function examineRequired(source: DnsSource, record: DnsRecord) {
  const { type } = record.content;
  const asked = await askFor(source, record.owner, type === "OTHER" ? "TXT" : type);
  return { ...asked, record };
}
