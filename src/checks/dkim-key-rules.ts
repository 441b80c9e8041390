import { textOf, textRecordsOf, toTextRecord } from "../dns/dns-texts.ts";
import type { DnsRecord } from "../dns/record.ts";
import { printTags } from "../mail-auth/tag-list.ts";
import { type DkimKey, parseDkimKey } from "./dkim-key-record.ts";
import type { Correction, Finding } from "./finding.ts";
import {
  type DkimFacts,
  isUnanswered,
  type MailDomainFacts,
  type MailDomainPlan,
  toUnanswered,
} from "./mail-domain-facts.ts";
import { concludeZone, toCorrection, unansweredZone, type ZoneComplaint, type ZoneRule } from "./zone-complaint.ts";

const usable: ZoneRule = {
  requirement: "DZ-06",
  keyword: "MUST",
  expected: "one key at every selector that signs, and the one that signs",
};
const least: ZoneRule = { requirement: "DZ-07", keyword: "MUST", expected: "RSA keys of 1024 bits or more" };
const better: ZoneRule = { requirement: "DZ-08", keyword: "SHOULD", expected: "RSA keys of 2048 bits or more" };
const testing: ZoneRule = { requirement: "DZ-18", keyword: "SHOULD", expected: "no key with the testing flag t=y" };

/** DZ-06, DZ-07, DZ-08 and DZ-18, for every selector. */
export function judgeDkimKeys({ dkim, plan }: MailDomainFacts): readonly Finding[] {
  if (dkim.length === 0)
    return concludeZone(usable, [{ actual: `no selector is known for ${plan.domain}`, hint: noSelector }], "");
  return dkim.flatMap((facts) => judgeSelector(facts, plan));
}

const noSelector =
  "Receivers find no key, so no signature verifies. Publish the key that the sender handed over, or name its selector.";

function judgeSelector(facts: DkimFacts, plan: MailDomainPlan): readonly Finding[] {
  if (isUnanswered(facts)) return [unansweredZone(usable, [toUnanswered(facts, "TXT")])];
  const records = textRecordsOf(facts.answer);
  const [record, second] = records;
  const correction = correctKey(facts, plan);
  if (!record || second) return concludeZone(usable, [notOne(facts, records, correction)], "");
  const key = parseDkimKey(textOf(record));
  const complaint = { records: [record], correction };
  const wrong = (fault: string) => ({ ...complaint, actual: `${facts.name}: ${fault}`, hint: unverified });
  if (key.fault !== undefined) return concludeZone(usable, [wrong(key.fault)], "");
  return [
    ...concludeZone(usable, otherKey(facts, plan, key).map(wrong), `${facts.name} has one`),
    ...judgeLength(facts, key, complaint),
    ...judgeFlag(facts, key, complaint),
  ];
}

const unverified =
  "Receivers can verify no signature made with this selector. Publish the record as it was handed over.";

function notOne(
  { name, answer }: DkimFacts,
  records: readonly DnsRecord[],
  correction: Correction | undefined,
): ZoneComplaint {
  if (records.length > 1)
    return {
      actual: `${name} has ${records.length} TXT records`,
      hint: "Receivers take any of them, or none. Publish the key in one record, as several strings where it is long.",
      records: records.slice(1),
      correction,
    };
  const alias = answer.records.find(({ content }) => content.type === "CNAME");
  return {
    actual: alias ? `${name} is an alias, and where it leads there is no key` : `${name} has no key`,
    hint: "Receivers find no key, so no signature made with this selector verifies. Publish the record.",
    records: alias ? [alias] : [],
    correction,
  };
}

const otherKey = (
  { selector }: DkimFacts,
  { publicKeys = {} }: MailDomainPlan,
  { value, canonical }: DkimKey,
): readonly string[] => {
  const wanted = publicKeys[selector];
  return [undefined, value, canonical].includes(wanted) ? [] : ["it is another key than the one that signs"];
};

interface Subject {
  readonly records: readonly DnsRecord[];
  readonly correction: Correction | undefined;
}

function judgeLength(
  { name }: DkimFacts,
  { bits = Number.POSITIVE_INFINITY, type }: DkimKey,
  subject: Subject,
): readonly Finding[] {
  const found = type === "rsa" ? `${bits} bits` : type;
  const actual = `the key at ${name} has ${bits} bits`;
  const tooShort = {
    ...subject,
    actual,
    hint: "Receivers ignore signatures made with it. Have a key of 2048 bits made, and publish that.",
  };
  if (bits < 1024) return concludeZone(least, [tooShort], "");
  const weak = {
    ...subject,
    actual,
    hint: "Some receivers trust it less. Have a key of 2048 bits made, and publish that.",
  };
  return [...concludeZone(least, [], found), ...concludeZone(better, bits < 2048 ? [weak] : [], found)];
}

function judgeFlag({ name }: DkimFacts, key: DkimKey, { records, correction }: Subject): readonly Finding[] {
  const complaint = {
    actual: `the key at ${name} carries t=y`,
    hint: "Receivers treat mail signed with it as if it were not signed. Take the flag out.",
    records,
    correction:
      correction ??
      toCorrection(
        records,
        records.map((record) => withoutFlag(record, key)),
      ),
  };
  return concludeZone(testing, key.isTest ? [complaint] : [], "none");
}

function withoutFlag({ owner, ttl }: DnsRecord, { tags }: DkimKey): DnsRecord {
  const kept = tags.flatMap((tag) => {
    if (tag.name.toLowerCase() !== "t") return [tag];
    const flags = tag.value.split(":").filter((flag) => flag.trim().toLowerCase() !== "y");
    return flags.length > 0 ? [{ ...tag, value: flags.join(":") }] : [];
  });
  return toTextRecord(owner, printTags(kept), ttl);
}

/** The record as it was handed over, or as its key makes it; undefined where nobody knows the key. */
function correctKey({ selector, name, answer }: DkimFacts, plan: MailDomainPlan): Correction | undefined {
  const published = answer.records.filter(({ owner }) => owner === name);
  const handedOver = plan.requiredRecords.find(({ owner }) => owner === name);
  if (handedOver) return toCorrection(published, [handedOver]);
  const key = plan.publicKeys?.[selector];
  if (key === undefined) return undefined;
  const type = Buffer.from(key, "base64").length === 32 ? "ed25519" : "rsa";
  return toCorrection(published, [toTextRecord(name, `v=DKIM1; k=${type}; p=${key}`)]);
}
