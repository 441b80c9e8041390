import { textOf, textRecordsOf } from "../dns/dns-texts.ts";
import type { DnsRecord } from "../dns/record.ts";
import { type DmarcRecord, isDmarc, isNearlyDmarc, parseDmarc } from "../mail-auth/dmarc-record.ts";
import { correctDmarc, isValid, knownTags, removedTags } from "./dmarc-correction.ts";
import { isOneOrganization } from "./examine-dmarc.ts";
import type { Finding } from "./finding.ts";
import { isUnanswered, type MailDomainFacts, toUnanswered, type ZoneFacts } from "./mail-domain-facts.ts";
import { concludeZone, toCorrection, unansweredZone, type ZoneComplaint, type ZoneRule } from "./zone-complaint.ts";

const one: ZoneRule = {
  requirement: "DZ-10",
  keyword: "MUST",
  expected: "exactly one DMARC record that applies to the From domain",
};
const policy: ZoneRule = {
  requirement: "DZ-11",
  keyword: "SHOULD",
  expected: "a DMARC policy of quarantine or reject, for subdomains as well, and no t=y",
};
const removed: ZoneRule = {
  requirement: "DZ-12",
  keyword: "SHOULD",
  expected: "none of pct, rf and ri in the DMARC record",
};
const tagged: ZoneRule = {
  requirement: "DZ-23",
  keyword: "SHOULD",
  expected: "DMARC tags that receivers know, with values that they know",
};
const aligned: ZoneRule = {
  requirement: "DZ-24",
  keyword: "SHOULD",
  expected: "a MAIL FROM domain that aligns with From in the published mode",
};
const authorized: ZoneRule = {
  requirement: "DZ-25",
  keyword: "SHOULD",
  expected: "report addresses whose domain takes the reports",
};

/** DZ-10, DZ-11, DZ-12, DZ-23, DZ-24 and DZ-25. */
export function judgeDmarc(facts: MailDomainFacts, zone?: ZoneFacts): readonly Finding[] {
  const { applied, walk } = facts.dmarc;
  const last = walk.at(-1);
  if (!applied && last && isUnanswered(last) && !misplaced(facts, zone))
    return [unansweredZone(one, [toUnanswered(last, "TXT")])];
  if (!applied) return concludeZone(one, [none(facts, zone)], "");
  const [record, second] = applied.records;
  if (!record || second) return concludeZone(one, [several(facts, applied.records)], "");
  const dmarc = parseDmarc(textOf(record));
  const conclude = (rule: ZoneRule, complaints: readonly ZoneComplaint[], found: string) =>
    concludeZone(
      rule,
      complaints.map((complaint) => ({ records: [record], correction: correctDmarc(facts), ...complaint })),
      found,
    );
  return [
    ...conclude(one, [], `at ${applied.name}`),
    ...conclude(policy, judgePolicy(facts, dmarc), `p=${dmarc.policy}`),
    ...conclude(removed, judgeRemoved(dmarc), "none"),
    ...conclude(tagged, judgeTags(dmarc), "all known"),
    ...conclude(aligned, judgeAlignment(facts, dmarc), "it aligns"),
    ...conclude(authorized, judgeReports(facts), `${facts.dmarc.reports.length} elsewhere`),
  ];
}

/** A record that nobody asks for: meant as DMARC and at another name, or at the right one and not in its form. */
function misplaced({ apex, dmarc, plan }: MailDomainFacts, zone?: ZoneFacts): DnsRecord | undefined {
  const atName = dmarc.walk.slice(0, 1).flatMap(({ answer }) => textRecordsOf(answer));
  const elsewhere = [...textRecordsOf(apex.answer), ...(zone?.zone.records ?? [])].filter((record) =>
    isDmarc(textOf(record)),
  );
  return (
    atName.find((record) => isNearlyDmarc(textOf(record))) ??
    elsewhere.find(({ owner }) => owner !== `_dmarc.${plan.domain}` && !owner.startsWith("*"))
  );
}

function none(facts: MailDomainFacts, zone?: ZoneFacts): ZoneComplaint {
  const { domain } = facts.plan;
  const found = misplaced(facts, zone);
  const { remove, add } = correctDmarc(facts);
  const isElsewhere = found !== undefined && found.owner !== `_dmarc.${domain}`;
  const actual = isElsewhere
    ? `a DMARC record stands at ${found.owner}, where nobody looks for it`
    : `no record at _dmarc.${domain} begins with v=DMARC1, nor at a domain above`;
  return {
    actual,
    hint: `Receivers find no policy, and big ones take bulk mail without one for spam. Publish one at _dmarc.${domain}.`,
    records: found ? [found] : [],
    correction: { remove: [...remove, ...(isElsewhere ? toCorrection([found], []).remove : [])], add },
  };
}

const several = (facts: MailDomainFacts, records: readonly DnsRecord[]): ZoneComplaint => ({
  actual: `${records[0]?.owner} has ${records.length} DMARC records`,
  hint: "Receivers take none of them. Keep one.",
  records: records.slice(1),
  correction: correctDmarc(facts),
});

const ranks: readonly (string | undefined)[] = ["none", "quarantine", "reject"];

function judgePolicy({ dmarc: { applied }, plan }: MailDomainFacts, dmarc: DmarcRecord): readonly ZoneComplaint[] {
  const isOwn = applied?.name === `_dmarc.${plan.domain}`;
  const effective = isOwn ? dmarc.policy : (dmarc.subdomains ?? dmarc.policy);
  const rank = ranks.indexOf(effective);
  if (rank < 1)
    return [
      {
        actual: `the policy is ${effective ?? "missing or none that receivers know"}`,
        hint: "Receivers let forged mail through. Publish p=quarantine, then p=reject.",
      },
    ];
  if (dmarc.isTest)
    return [
      {
        actual: "t=y tells receivers to go easy on what fails",
        hint: "Receivers apply the next weaker policy. Take t=y out.",
      },
    ];
  const weak = [
    ["sp", dmarc.subdomains],
    ["np", dmarc.missingSubdomains],
  ].filter(([, word]) => word !== undefined && ranks.indexOf(word) < 1);
  return weak.map(([name, word]) => ({
    actual: `${name}=${word} takes the policy away from subdomains`,
    hint: `Receivers let forged mail from a subdomain through, ${name === "np" ? "even one that does not exist" : "whichever it is"}. Take ${name} out.`,
  }));
}

const judgeRemoved = ({ tags }: DmarcRecord): readonly ZoneComplaint[] =>
  tags
    .filter(({ name }) => removedTags.includes(name.toLowerCase()))
    .map(({ name }) => ({
      actual: `${name}= is no tag any more (RFC 9989)`,
      hint: "Receivers ignore it, or read it by the old rules: they do not agree. Take it out.",
    }));

function judgeTags({ tags }: DmarcRecord): readonly ZoneComplaint[] {
  return tags.flatMap(({ name, value }, at) => {
    const known = name.toLowerCase();
    if (removedTags.includes(known) || known === "p") return [];
    if (!knownTags.includes(known))
      return [
        {
          actual: `"${name === "" ? value : `${name}=`}" is no tag that receivers know`,
          hint: "Receivers ignore it. Correct its name, or take it out.",
        },
      ];
    if (tags.findIndex((tag) => tag.name.toLowerCase() === known) < at)
      return [{ actual: `${name}= stands twice`, hint: "Receivers take either. Keep one." }];
    return isValid(known, value)
      ? []
      : [
          {
            actual: `${name}=${value.slice(0, 60)} is no value that receivers know`,
            hint: "Receivers ignore the tag. Correct its value.",
          },
        ];
  });
}

function judgeAlignment(facts: MailDomainFacts, dmarc: DmarcRecord): readonly ZoneComplaint[] {
  const { domain, mailFromDomain = domain } = facts.plan;
  if (mailFromDomain === domain) return [];
  const { organization, mailFromOrganization } = facts.dmarc;
  const isRelated = isOneOrganization(
    { domain, organization },
    { domain: mailFromDomain, organization: mailFromOrganization },
  );
  if (isRelated && !dmarc.spfIsStrict) return [];
  return [
    {
      actual: `MAIL FROM is at ${mailFromDomain}, From at ${domain}: SPF ${isRelated ? "does not align with aspf=s" : "never aligns"}`,
      hint: "For receivers DMARC stands on DKIM alone, and fails where a signature breaks. Publish aspf=r, or align MAIL FROM.",
      ...(isRelated && { correction: correctDmarc(facts, [{ name: "aspf", value: "r" }]) }),
    },
  ];
}

const judgeReports = ({ dmarc: { reports } }: MailDomainFacts): readonly ZoneComplaint[] =>
  reports
    .filter(
      ({ answer }) =>
        answer.status === "NXDOMAIN" ||
        (answer.status === "NOERROR" && !textRecordsOf(answer).some((record) => isDmarc(textOf(record)))),
    )
    .map(({ name, address }) => ({
      actual: `${name} does not say that reports may be sent to ${address.slice(address.lastIndexOf("@"))}`,
      hint: `Receivers send no reports there. Have ${name} published by whoever owns it.`,
      correction: { remove: [], add: [`${name}. 3600 IN TXT "v=DMARC1;"`] },
    }));
