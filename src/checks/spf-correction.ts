import { isIP } from "node:net";
import { textOf, textRecordsOf, toTextRecord } from "../dns/dns-texts.ts";
import type { DnsRecord } from "../dns/record.ts";
import type { Correction } from "./finding.ts";
import type { MailDomainFacts } from "./mail-domain-facts.ts";
import { isNearlySpf, isSpf, parseSpf, type SpfTerm } from "./spf-record.ts";
import { mostLookups } from "./spf-walk.ts";
import { toCorrection } from "./zone-complaint.ts";

/** The domain's one SPF record as it should be: what the sender handed over, else what can be kept and the senders. */
export function correctSpf({ spf, plan }: MailDomainFacts): Correction {
  const wrong = textRecordsOf(spf.answer).filter((record) => meantAsSpf(textOf(record)));
  const handedOver = plan.requiredRecords
    .filter(({ owner }) => owner === spf.name)
    .find((record) => isSpf(textOf(record)));
  return toCorrection(wrong, [handedOver ?? rebuild(wrong, { spf, plan })]);
}

export const meantAsSpf = (text: string): boolean => isSpf(text) || isNearlySpf(text);

function rebuild(wrong: readonly DnsRecord[], { spf, plan }: Pick<MailDomainFacts, "spf" | "plan">): DnsRecord {
  const { lookups = [], voids = [], dangling = [], circular = [] } = spf.walk ?? {};
  const useless = new Set([...voids, ...dangling, ...circular].map(({ term }) => term.text));
  const isTooMany = lookups.length > mostLookups;
  const terms = wrong.flatMap((record) => parseSpf(textOf(record)).terms);
  const kept = terms.filter(
    (term) => isWorthKeeping(term) && !useless.has(term.text) && !(isTooMany && !isAddress(term)),
  );
  const senders = plan.senderAddresses.map((address) => `ip${isIP(address)}:${address}`);
  const words = [...new Set([...kept.map(({ text }) => text.toLowerCase().replace(/^\+/, "")), ...senders])];
  return toTextRecord(spf.name, ["v=spf1", ...words, "-all"].join(" "), wrong[0]?.ttl);
}

const isAddress = ({ name }: Pick<SpfTerm, "name">): boolean => name === "ip4" || name === "ip6";

const isWorthKeeping = ({ name, text, qualifier, value = "" }: SpfTerm): boolean => {
  const isWide = isAddress({ name }) && /\/([0-7])$/.test(text);
  return (
    qualifier === "+" && !isWide && value !== "0.0.0.0" && ["include", "a", "mx", "ip4", "ip6", "exists"].includes(name)
  );
};
