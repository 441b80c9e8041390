import type { Finding } from "./finding.ts";
import type { MailDomainFacts } from "./mail-domain-facts.ts";
import { correctSpf } from "./spf-correction.ts";
import { mostLookups, mostVoids, type SpfLookup, type SpfWalk } from "./spf-walk.ts";
import { concludeZone, unansweredZone, type ZoneComplaint, type ZoneRule } from "./zone-complaint.ts";

const rule: ZoneRule = {
  requirement: "DZ-04",
  keyword: "MUST",
  expected:
    "at most 10 terms that are looked up, 10 hosts of an mx and 2 empty answers, and no include that leads nowhere",
};

/** DZ-04, for the one record that there is. */
export function judgeSpfLimits(facts: MailDomainFacts): readonly Finding[] {
  const { records, walk } = facts.spf;
  if (!walk) return [];
  const complaints = [...tooMany(walk), ...(walk.lookups.length > mostLookups ? [] : broken(walk))];
  if (complaints.length === 0 && walk.unanswered.length > 0) return [unansweredZone(rule, walk.unanswered)];
  const correction = correctSpf(facts);
  return concludeZone(
    rule,
    complaints.map((complaint) => ({ ...complaint, records, correction })),
    `${walk.lookups.length} looked up, ${walk.voids.length} empty`,
  );
}

const permanent = "Receivers end with a permanent error, so SPF fails for every mail.";

function tooMany({ lookups, circular }: SpfWalk): readonly ZoneComplaint[] {
  const eleventh = lookups[mostLookups];
  if (!eleventh || circular.length > 0) return [];
  const actual = `${lookups.length} terms are looked up; the eleventh is ${name(eleventh)}`;
  return [{ actual, hint: `${permanent} Replace includes by the addresses they stand for.` }];
}

function broken({ dangling, circular, crowded, voids, faults }: SpfWalk): readonly ZoneComplaint[] {
  const of = (lookups: readonly SpfLookup[], what: string, hint: string) =>
    lookups.map((lookup) => ({ actual: `${name(lookup)} ${what}`, hint: `${permanent} ${hint}` }));
  const others = voids.filter((lookup) => !dangling.includes(lookup));
  return [
    ...of(dangling, "leads to no domain with exactly one SPF record", "Remove it or correct its name."),
    ...of(circular, "leads back to where it came from", "Remove it."),
    ...of(crowded, "has more than ten hosts", "Name the addresses."),
    ...of(others.slice(mostVoids).slice(0, 1), "is the third term that finds nothing", "Remove what finds nothing."),
    ...faults.slice(0, 1).map(({ domain, fault }) => ({
      actual: `the included record of ${domain} has a fault: column ${fault.column}, "${fault.token}": ${fault.message}`,
      hint: `${permanent} Tell whoever publishes it.`,
    })),
  ];
}

const name = ({ domain, term }: SpfLookup): string => `${term.text} of ${domain}`;
