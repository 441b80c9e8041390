import { textOf, textRecordsOf } from "../dns/dns-texts.ts";
import type { Finding } from "./finding.ts";
import { isUnanswered, type MailDomainFacts, toUnanswered } from "./mail-domain-facts.ts";
import { correctSpf, meantAsSpf } from "./spf-correction.ts";
import { judgeSpfLimits } from "./spf-limits.ts";
import { isSpf, parseSpf, type SpfTerm } from "./spf-record.ts";
import { concludeZone, unansweredZone, type ZoneComplaint, type ZoneRule } from "./zone-complaint.ts";

const one: ZoneRule = {
  requirement: "DZ-03",
  keyword: "MUST",
  expected: "exactly one v=spf1 record at the MAIL FROM domain",
};
const sender: ZoneRule = {
  requirement: "DZ-05",
  keyword: "MUST",
  expected: "SPF passes for the sender's address and for no stranger's",
};
const grammar: ZoneRule = { requirement: "DZ-21", keyword: "MUST", expected: "an SPF record that follows the grammar" };
const habits: ZoneRule = {
  requirement: "DZ-22",
  keyword: "SHOULD",
  expected: "an SPF record that ends in -all or ~all, without ptr, and with nothing behind it",
};

/** DZ-03, DZ-04, DZ-05, DZ-21 and DZ-22. What cannot be said without the record is not said. */
export function judgeSpf(facts: MailDomainFacts): readonly Finding[] {
  const { spf } = facts;
  if (isUnanswered(spf)) return [unansweredZone(one, [toUnanswered(spf, "TXT")])];
  if (spf.records.length !== 1) return concludeZone(one, [notOne(facts)], "");
  const faults = judgeGrammar(facts);
  const found = `${spf.name} has one`;
  if (faults.length > 0) return [...concludeZone(one, [], found), ...concludeZone(grammar, faults, "")];
  const limits = judgeSpfLimits(facts);
  return [
    ...concludeZone(one, [], found),
    ...concludeZone(grammar, [], "every term is one"),
    ...limits,
    ...(limits.every(({ result }) => result === "PASS") ? judgeSender(facts) : []),
    ...judgeHabits(facts),
  ];
}

function notOne(facts: MailDomainFacts): ZoneComplaint {
  const { spf } = facts;
  const [nearly] = textRecordsOf(spf.answer).filter((record) => meantAsSpf(textOf(record)) && !isSpf(textOf(record)));
  const correction = correctSpf(facts);
  if (spf.records.length > 1)
    return {
      actual: `${spf.name} has ${spf.records.length} SPF records`,
      hint: "Receivers end with a permanent error and take SPF as failed. Join them in one record.",
      records: spf.records.slice(1),
      correction,
    };
  return {
    actual: nearly ? `"${textOf(nearly).slice(0, 60)}" does not begin with v=spf1 and a blank` : `${spf.name} has none`,
    hint: "Receivers find no SPF record, so SPF never passes. Publish one.",
    records: nearly ? [nearly] : [],
    correction,
  };
}

function judgeGrammar(facts: MailDomainFacts): readonly ZoneComplaint[] {
  const { records } = facts.spf;
  const { faults } = parseSpf(textOf(records[0] ?? nobody));
  return faults.map(({ column, token, message }) => ({
    actual: `column ${column}, "${token}": ${message}`,
    hint: "A permanent error to most receivers: SPF fails for every mail. Correct the term.",
    records,
    correction: correctSpf(facts),
  }));
}

const nobody = { owner: "", ttl: 0, content: { type: "TXT", strings: [] } } as const;

function judgeSender(facts: MailDomainFacts): readonly Finding[] {
  const { plan, spf } = facts;
  const temporary = Object.values(spf.results).includes("temperror");
  if (temporary) return [unansweredZone(sender, spf.walk?.unanswered ?? [])];
  const correction = correctSpf(facts);
  const refused = plan.senderAddresses.filter((address) => spf.results[address] !== "pass");
  const complaints = refused.map((address) => ({
    actual: `SPF ends with ${spf.results[address]} for the sender's ${address}`,
    hint: "Receivers see mail from a server that may not send for the domain. Allow it before the last term.",
    records: spf.records,
    correction,
  }));
  const isOpen = spf.results[plan.strangerAddress] === "pass";
  return concludeZone(sender, [...complaints, ...(isOpen ? [open(facts)] : [])], "the sender's alone");
}

const open = (facts: MailDomainFacts): ZoneComplaint => ({
  actual: `SPF passes for ${facts.plan.strangerAddress} as well, which is nobody's`,
  hint: "Anybody may send in the issuer's name, and receivers trust the domain less. Name the senders alone, then -all.",
  records: facts.spf.records,
  correction: correctSpf(facts),
});

function judgeHabits(facts: MailDomainFacts): readonly Finding[] {
  const { records, results } = facts.spf;
  const { terms } = parseSpf(textOf(records[0] ?? nobody));
  // +all is judged by what it does: DZ-05.
  if (results[facts.plan.strangerAddress] === "pass") return [];
  const correction = correctSpf(facts);
  const complaints = [...badEnd(terms), ...pointers(terms), ...unreached(terms)];
  return concludeZone(
    habits,
    complaints.map((complaint) => ({ ...complaint, records, correction })),
    terms.at(-1)?.text ?? "",
  );
}

function badEnd(terms: readonly SpfTerm[]): readonly ZoneComplaint[] {
  const all = terms.find(({ name }) => name === "all");
  if (!all && terms.some(({ name }) => name === "redirect")) return [];
  if (all && (all.qualifier === "-" || all.qualifier === "~")) return [];
  return [
    {
      actual: all ? `it ends in ${all.text}` : "it ends without all",
      hint: "Receivers stay neutral about strangers' mail, as if there were no SPF. End it with -all.",
    },
  ];
}

const pointers = (terms: readonly SpfTerm[]): readonly ZoneComplaint[] =>
  terms
    .filter(({ name }) => name === "ptr")
    .map(({ text, column }) => ({
      actual: `column ${column}: ${text} is not to be used any more (RFC 7208 section 5.5)`,
      hint: "Receivers ignore it, or are slowed down by it. Name the addresses.",
    }));

function unreached(terms: readonly SpfTerm[]): readonly ZoneComplaint[] {
  const all = terms.findIndex(({ name }) => name === "all");
  const behind =
    all < 0 ? [] : terms.filter((term, at) => (at > all && term.name !== "exp") || term.name === "redirect");
  return behind.slice(0, 1).map(({ text, column }) => ({
    actual: `column ${column}: ${text} is never looked at, because of all`,
    hint: "Receivers ignore it. Put it before all, or remove it.",
  }));
}
