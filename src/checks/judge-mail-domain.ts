import { judgeDkimKeys } from "./dkim-key-rules.ts";
import { judgeDmarc } from "./dmarc-rules.ts";
import type { Correction, Finding } from "./finding.ts";
import type { MailDomainFacts, ZoneFacts } from "./mail-domain-facts.ts";
import { judgeDomain, judgeExtras, judgeRequired, judgeReturnPath, judgeWildcards } from "./mail-domain-rules.ts";
import { judgeSpf } from "./spf-rules.ts";
import { judgeZoneFile } from "./zone-file-rules.ts";

/**
 * Every rule on the zone of a mail domain (DZ-01 to DZ-12 and DZ-17 to DZ-28). One mistake is said once: what stands
 * on a record that is wrong already is left out until that one is mended.
 */
export function judgeMailDomain(facts: MailDomainFacts, zone?: ZoneFacts): readonly Finding[] {
  const file = zone ? judgeZoneFile(zone, facts.plan) : [];
  const domain = judgeDomain(facts);
  if (domain.some(({ result }) => result !== "PASS")) return [...file, ...domain];
  const rules = [...judgeSpf(facts), ...judgeDkimKeys(facts), ...judgeDmarc(facts, zone)];
  const others = [...judgeWildcards(facts, zone), ...judgeReturnPath(facts), ...judgeExtras(facts)];
  const required = judgeRequired(facts);
  const judged = without(without([...rules, ...others], split(file), linesOf), aliased(file), ownersOf);
  return [
    ...file,
    ...domain,
    ...without(required, [...file, ...judged].filter(isRed), ownersOf),
    ...without(judged, required, ownersOf, ["DZ-27"]),
  ];
}

const isRed = ({ result }: Finding): boolean => result === "FAIL";
const split = (findings: readonly Finding[]) => findings.filter(({ requirement }) => requirement === "DZ-09");
const aliased = (findings: readonly Finding[]) => findings.filter(({ requirement }) => requirement === "DZ-17");

const linesOf = ({ remove }: Correction): readonly string[] => remove;
const ownersOf = ({ remove, add }: Correction): readonly string[] =>
  [...remove, ...add].map((line) => line.split(" ")[0] ?? "");

/** Without the findings that are about the same records as others; `only` these rules' findings can be left out. */
function without(
  findings: readonly Finding[],
  said: readonly Finding[],
  aspect: (correction: Correction) => readonly string[],
  only?: readonly string[],
): readonly Finding[] {
  const known = new Set(said.flatMap(({ correction }) => (correction ? aspect(correction) : [])));
  const isSaid = ({ requirement, correction }: Finding) =>
    correction !== undefined &&
    (only?.includes(requirement) ?? true) &&
    aspect(correction).some((one) => known.has(one));
  return findings.filter((finding) => !isSaid(finding));
}
