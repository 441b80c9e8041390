import { textOf, toTextRecord } from "../dns/dns-texts.ts";
import type { ZoneRecord } from "../dns/record.ts";
import type { ZoneFault } from "../dns/zone-fault.ts";
import { printPlace } from "../dns/zone-fault.ts";
import { isDmarc, parseDmarc } from "../mail-auth/dmarc-record.ts";
import { parseDkimKey } from "./dkim-key-record.ts";
import { isValid, knownTags, removedTags } from "./dmarc-correction.ts";
import { type Finding, fail, pass, warn } from "./finding.ts";
import type { MailDomainPlan, ZoneFacts } from "./mail-domain-facts.ts";
import { isSpf, parseSpf } from "./spf-record.ts";
import { concludeZone, toCorrection, type ZoneComplaint, type ZoneRule } from "./zone-complaint.ts";

const strings: ZoneRule = {
  requirement: "DZ-09",
  keyword: "MUST",
  expected: "TXT strings of at most 255 octets, right when joined without a blank",
};
const alone: ZoneRule = { requirement: "DZ-17", keyword: "MUST", expected: "no other data beside a CNAME" };
const ttls: ZoneRule = { requirement: "DZ-19", keyword: "SHOULD", expected: "times to live from a minute to a day" };

/** DZ-09, DZ-17, DZ-19 and DZ-20: what a zone file shows, and no query does. */
export const judgeZoneFile = (facts: ZoneFacts, plan: MailDomainPlan): readonly Finding[] => [
  ...judgeReading(facts),
  ...concludeZone(strings, [...tooLong(facts), ...facts.zone.records.flatMap(wronglySplit)], "all are"),
  ...concludeZone(alone, besideAliases(facts, plan), "none"),
  ...concludeZone(ttls, facts.zone.records.flatMap(wrongTtl), "all do"),
];

const expectedReading = "a zone file that every name server loads as it is meant";

function judgeReading({ faults }: ZoneFacts): readonly Finding[] {
  const findings = faults.filter(({ code }) => code !== "STRING_TOO_LONG").map(toFinding);
  return findings.length > 0
    ? findings
    : [pass("DZ-20", { expected: expectedReading, actual: "no fault", evidence: [] })];
}

function toFinding({ severity, token, message, hint, place }: ZoneFault): Finding {
  const accuse = severity === "error" ? fail : warn;
  const actual = token === "" ? message : `"${token}": ${message}`;
  return accuse("DZ-20", { expected: expectedReading, actual, hint, place: printPlace(place), evidence: [] });
}

const tooLong = ({ zone, faults }: ZoneFacts): readonly ZoneComplaint[] =>
  faults
    .filter(({ code }) => code === "STRING_TOO_LONG")
    .map(({ place, message, hint }) => {
      const record = zone.records
        .filter(({ place: { file, line } }) => file === place.file && line <= place.line)
        .at(-1);
      const whole = record ? [toTextRecord(record.owner, textOf(record), record.ttl)] : [];
      const correction = record && toCorrection([record], whole);
      return { actual: message, hint: `Name servers refuse the zone. ${hint}`, place: printPlace(place), correction };
    });

/** Wrong when joined as receivers join it, and right with a blank between its strings: that is what was meant. */
function wronglySplit(record: ZoneRecord): readonly ZoneComplaint[] {
  if (record.content.type !== "TXT" || record.content.strings.length < 2) return [];
  const { strings: parts } = record.content;
  const meant = joinings(parts).find(isRight);
  if (isRight(parts.join("")) || meant === undefined) return [];
  return [
    {
      actual: `joined without a blank its strings say "…${parts[0]?.slice(-12)}${parts[1]?.slice(0, 12)}…"`,
      hint: "Receivers join the strings as they are, and read something else. Put the blank, or the semicolon, inside a string.",
      records: [record],
      correction: toCorrection([record], [toTextRecord(record.owner, meant, record.ttl)]),
    },
  ];
}

/** With a blank, or a semicolon, at every place where strings meet, or at one of them. */
function joinings(parts: readonly string[]): readonly string[] {
  const joints = parts.slice(1).map((_, at) => at + 1);
  const one = (between: string) =>
    joints.map((at) => parts.slice(0, at).join("").trimEnd() + between + parts.slice(at).join(""));
  return [" ", "; "].flatMap((between) => [parts.join(between), ...one(between)]);
}

function isRight(text: string): boolean {
  if (isSpf(text)) return parseSpf(text).faults.length === 0;
  if (isDmarc(text)) return isRightDmarc(text);
  return /^v=DKIM1/.test(text) && parseDkimKey(text).fault === undefined;
}

const isRightDmarc = (text: string): boolean =>
  parseDmarc(text).tags.every(
    ({ name, value }) =>
      [...knownTags, ...removedTags].includes(name.toLowerCase()) && isValid(name.toLowerCase(), value),
  );

function besideAliases({ zone }: ZoneFacts, { requiredRecords }: MailDomainPlan): readonly ZoneComplaint[] {
  const byOwner = groupByOwner(zone.records);
  return [...byOwner.values()].flatMap((records) => {
    const aliases = records.filter(({ content }) => content.type === "CNAME");
    const others = records.filter(({ content }) => content.type !== "CNAME");
    const [alias] = aliases;
    if (!alias || records.length === 1) return [];
    const isWanted = requiredRecords.some(({ owner, content }) => owner === alias.owner && content.type === "CNAME");
    const remove = isWanted || others.length === 0 ? [...others, ...aliases.slice(1)] : aliases;
    const actual =
      others.length > 0 ? `${alias.owner} has a CNAME and other data` : `${alias.owner} has ${aliases.length} CNAMEs`;
    const hint = "Name servers refuse the zone, or resolvers see either of the two. Keep the one that was handed over.";
    return [{ actual, hint, records: [alias], correction: toCorrection(remove, []) }];
  });
}

function groupByOwner(records: readonly ZoneRecord[]): ReadonlyMap<string, readonly ZoneRecord[]> {
  const groups = new Map<string, ZoneRecord[]>();
  for (const record of records) {
    const group = groups.get(record.owner);
    if (group) group.push(record);
    else groups.set(record.owner, [record]);
  }
  return groups;
}

const mail: readonly string[] = ["TXT", "CNAME", "MX"];

function wrongTtl(record: ZoneRecord): readonly ZoneComplaint[] {
  const { ttl, content, owner } = record;
  if (!mail.includes(content.type) || (ttl >= 60 && ttl <= 86_400)) return [];
  const correction = toCorrection([record], [{ ...record, ttl: 3600 }]);
  const hint =
    ttl < 60
      ? "Resolvers ask again for nearly every mail, and a moment's outage of the name servers makes mail fail. Raise it."
      : "Receivers see a corrected record days later. Lower it.";
  return [{ actual: `${owner} lives for ${ttl} s`, hint, records: [record], correction }];
}
