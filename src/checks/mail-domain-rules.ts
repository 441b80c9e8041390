import { textOf, textRecordsOf, toTextRecord } from "../dns/dns-texts.ts";
import type { DnsRecord } from "../dns/record.ts";
import { writeRecord } from "../dns/write-zone.ts";
import { isDmarc } from "../mail-auth/dmarc-record.ts";
import { parseTags, tagValue } from "../mail-auth/tag-list.ts";
import type { Finding } from "./finding.ts";
import { type Asked, isUnanswered, type MailDomainFacts, toUnanswered, type ZoneFacts } from "./mail-domain-facts.ts";
import { isSpf, parseSpf } from "./spf-record.ts";
import { concludeZone, toCorrection, unansweredZone, type ZoneComplaint, type ZoneRule } from "./zone-complaint.ts";

const resolves: ZoneRule = { requirement: "DZ-01", keyword: "MUST", expected: "an agreed subdomain that resolves" };
const handedOver: ZoneRule = {
  requirement: "DZ-02",
  keyword: "MUST",
  expected: "every record that the sender handed over, with equal data",
};
const wildcards: ZoneRule = { requirement: "DZ-26", keyword: "SHOULD", expected: "no wildcard that answers for mail" };
const returns: ZoneRule = {
  requirement: "DZ-27",
  keyword: "SHOULD",
  expected: "a MAIL FROM domain that takes bounces",
};
const extras: ZoneRule = {
  requirement: "DZ-28",
  keyword: "SHOULD",
  expected: "MTA-STS, TLS reports and BIMI in their form, where they are published",
};

/** DZ-01. Nothing else can be said of a domain that is not there. */
export function judgeDomain({ apex, plan }: MailDomainFacts): readonly Finding[] {
  if (isUnanswered(apex)) return [unansweredZone(resolves, [toUnanswered(apex, "TXT")])];
  const missing = {
    actual: `${apex.name} does not exist`,
    hint: "Receivers refuse mail from a domain that does not exist. Publish its records.",
    correction: toCorrection([], plan.requiredRecords),
  };
  return concludeZone(resolves, apex.answer.status === "NXDOMAIN" ? [missing] : [], `${apex.name} is there`);
}

/** DZ-02. SPF may say more than was handed over, DMARC something else: DZ-03 to DZ-05 and DZ-10 to DZ-12 judge them. */
export function judgeRequired({ required }: MailDomainFacts): readonly Finding[] {
  const unanswered = required.filter((asked) => isUnanswered(asked) && !isPublished(asked));
  const missing = required.filter((asked) => !unanswered.includes(asked) && !isPublished(asked));
  if (missing.length === 0 && unanswered.length > 0)
    return [
      unansweredZone(
        handedOver,
        unanswered.map((asked) => toUnanswered(asked, "TXT")),
      ),
    ];
  return concludeZone(handedOver, missing.map(toComplaint), `${required.length} published`);
}

type Required = MailDomainFacts["required"][number];

function isPublished({ record, answer }: Required): boolean {
  const same = answer.records.filter(
    ({ owner, content }) => owner === record.owner && content.type === record.content.type,
  );
  if (isSpf(textOf(record))) return same.some((published) => includesTerms(textOf(published), textOf(record)));
  if (isDmarc(textOf(record))) return same.some((published) => isDmarc(textOf(published)));
  return same.some((published) => dataOf(published) === dataOf(record));
}

const includesTerms = (published: string, wanted: string): boolean => {
  const texts = new Set(parseSpf(published).terms.map(({ text }) => text.toLowerCase()));
  return (
    isSpf(published) &&
    parseSpf(wanted).terms.every(({ name, text }) => name === "all" || texts.has(text.toLowerCase()))
  );
};

/** TXT joined, everything else as it is written, without owner and time to live. */
const dataOf = (record: DnsRecord): string =>
  record.content.type === "TXT" ? textOf(record) : writeRecord({ ...record, owner: "", ttl: 0 });

function toComplaint({ record, answer }: Required): ZoneComplaint {
  const { type } = record.content;
  const isAlone = type === "CNAME" || record.owner.includes("._domainkey.") || type === "MX";
  const present = answer.records.filter(
    ({ owner, content }) => owner === record.owner && (content.type === type || content.type === "CNAME"),
  );
  const wrong = isAlone ? present : present.filter((published) => isSpf(textOf(published)) && isSpf(textOf(record)));
  return {
    actual:
      present.length > 0
        ? `${record.owner} has a ${type} record with other data`
        : `${record.owner} has no ${type} record`,
    hint: "What the sender relies on is not there, and receivers judge its mail by what is. Publish the record as it was handed over.",
    records: wrong,
    correction: toCorrection(wrong, [record]),
  };
}

/** DZ-26. A wildcard that says "nothing is sent from here" does no harm. */
export function judgeWildcards(facts: MailDomainFacts, zone?: ZoneFacts): readonly Finding[] {
  const stars = zone?.zone.records.filter(({ owner }) => owner.startsWith("*.")) ?? [];
  const complaints = facts.wildcards.flatMap(({ name, answer }) => {
    const answered = answer.records.filter(isHarmful);
    if (answered.length === 0) return [];
    const records = stars.filter((star) =>
      answered.some((record) => dataOf({ ...record, owner: "" }) === dataOf({ ...star, owner: "" })),
    );
    return [
      {
        actual: `a name that nobody published, ${name}, has ${answered.length === 1 ? "a record" : "records"}`,
        hint: "Receivers find keys, policies or mail hosts where there are none, so mistakes and forgeries pass for right. Take the wildcard out.",
        records,
        correction: toCorrection(records, []),
      },
    ];
  });
  return concludeZone(wildcards, complaints.slice(0, 1), "none");
}

const isHarmful = (record: DnsRecord): boolean => {
  if (record.content.type === "MX") return record.content.exchange !== "";
  return record.content.type !== "TXT" || textOf(record).toLowerCase() !== "v=spf1 -all";
};

/** DZ-27. RFC 7505 for the null MX, RFC 2181 section 10.3 for the alias. */
export function judgeReturnPath({ returnPath, plan }: MailDomainFacts): readonly Finding[] {
  const { name, answer, hosts } = returnPath;
  if (isUnanswered(returnPath)) return [unansweredZone(returns, [toUnanswered(returnPath, "MX")])];
  const records = answer.records.filter(({ content }) => content.type === "MX");
  const wanted = plan.requiredRecords.filter(({ owner, content }) => owner === name && content.type === "MX");
  const correction = wanted.length > 0 ? toCorrection(records, wanted) : undefined;
  const wrong = (actual: string): ZoneComplaint => ({
    actual,
    hint: "Bounces are lost, and some receivers refuse mail that nobody can answer. Name a mail host.",
    records,
    correction,
  });
  const isNull = records.some(({ content }) => content.type === "MX" && content.exchange === "");
  if (records.length === 0 || isNull)
    return concludeZone(
      returns,
      [wrong(isNull ? `${name} has a null MX: it takes no mail` : `${name} has no MX record`)],
      "",
    );
  const lost = hosts.filter((host) => !isUnanswered(host) && host.addresses === 0);
  const aliases = hosts.filter((host) => host.answer.records.some(({ content }) => content.type === "CNAME"));
  const complaints = [
    ...lost.map((host) => wrong(`the mail host ${host.name} has no address`)),
    ...aliases.map((host) => wrong(`the mail host ${host.name} is an alias`)),
  ];
  return concludeZone(returns, complaints, hosts.map((host) => host.name).join(", "));
}

/** DZ-28. RFC 8461 section 3.1, RFC 8460 section 3; BIMI is a draft. */
export function judgeExtras({ extras: asked, plan }: MailDomainFacts): readonly Finding[] {
  return concludeZone(
    extras,
    asked.flatMap((one) => judgeExtra(one, plan.domain)),
    "none is wrong",
  );
}

function judgeExtra({ name, answer }: Asked, domain: string): readonly ZoneComplaint[] {
  const form = Object.entries(forms).find(([label]) => name.startsWith(label))?.[1];
  // A wildcard that says "nothing is sent from here" answers here as well.
  const records = textRecordsOf(answer).filter((record) => !isSpf(textOf(record)));
  const [record, second] = records;
  if (!form || !record || (!second && form.isRight(textOf(record)))) return [];
  const replacement = toTextRecord(record.owner, form.example(domain), record.ttl);
  return [
    {
      actual: second ? `${name} has ${records.length} records` : `${name} says "${textOf(record).slice(0, 60)}"`,
      hint: `Receivers ignore it. ${form.advice}`,
      records,
      correction: toCorrection(records, [replacement]),
    },
  ];
}

interface Form {
  readonly isRight: (text: string) => boolean;
  readonly example: (domain: string) => string;
  readonly advice: string;
}

const forms: Readonly<Record<string, Form>> = {
  "_mta-sts": {
    isRight: (text) => /^v=STSv1\s*;/.test(text) && /^[a-z0-9]{1,32}$/i.test(tagValue(parseTags(text), "id") ?? ""),
    example: () => "v=STSv1; id=1",
    advice: "Begin with v=STSv1, then an id of letters and digits.",
  },
  "_smtp._tls": {
    isRight: (text) =>
      /^v=TLSRPTv1\s*;/.test(text) && /^(mailto:[^@\s]+@|https:\/\/)\S+$/.test(tagValue(parseTags(text), "rua") ?? ""),
    example: (domain) => `v=TLSRPTv1; rua=mailto:postmaster@${domain}`,
    advice: "Begin with v=TLSRPTv1, then a rua with mailto: or https:.",
  },
  "default._bimi": {
    isRight: (text) => /^v=BIMI1\s*;/.test(text) && /^(https:\/\/\S+)?$/.test(tagValue(parseTags(text), "l") ?? "-"),
    example: (domain) => `v=BIMI1; l=https://${domain}/logo.svg`,
    advice: "Begin with v=BIMI1, then an l with an https address.",
  },
};
