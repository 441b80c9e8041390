import type { Correction, Finding } from "../checks/finding.ts";
import type { Asked, MailDomainFacts } from "../checks/mail-domain-facts.ts";
import { textOf, textRecordsOf } from "../dns/dns-texts.ts";
import { coloured, plain } from "../reports/paint.ts";
import { colours } from "../verdict/severity.ts";
import type { Terminal } from "./terminal.ts";

/** What was found at each name, then each finding: where, what is there, what a receiver does, what to paste. */
export function renderDnsFindings(
  facts: MailDomainFacts,
  findings: readonly Finding[],
  { usesColour }: Pick<Terminal, "usesColour">,
): string {
  const paint = usesColour ? coloured : plain;
  const broken = findings.filter(({ result }) => result !== "PASS" && result !== "NOT_APPLICABLE");
  const lines = broken.flatMap((finding) => {
    const { result, requirement, place, actual, hint, correction } = finding;
    const verdict = paint(colours[result], `${result} ${requirement}`);
    return [
      `${place === undefined ? "" : `${place}  `}${verdict}  ${actual}`,
      `    ${hint}`,
      ...correctionLines(correction),
    ];
  });
  return [...foundLines(facts), "", ...lines, ...(lines.length > 0 ? [""] : []), summaryOf(findings), ""].join("\n");
}

const correctionLines = (correction: Correction | undefined): readonly string[] => [
  ...(correction?.remove.map((line) => `    - ${line}`) ?? []),
  ...(correction?.add.map((line) => `    + ${line}`) ?? []),
];

function foundLines({ spf, dkim, dmarc, returnPath }: MailDomainFacts): readonly string[] {
  const policy = dmarc.applied ?? dmarc.walk[0];
  return [
    foundLine("SPF", spf.name, spf.records.map(textOf), spf),
    ...dkim.map((key) => foundLine("DKIM", key.name, textRecordsOf(key.answer).map(textOf), key)),
    ...(policy ? [foundLine("DMARC", policy.name, dmarc.applied?.records.map(textOf) ?? [], policy)] : []),
    foundLine(
      "bounces",
      returnPath.name,
      returnPath.hosts.map(({ name }) => name),
      returnPath,
    ),
  ];
}

function foundLine(what: string, name: string, texts: readonly string[], { answer }: Asked): string {
  const nothing = answer.status === "NOERROR" || answer.status === "NXDOMAIN" ? "nothing" : answer.status;
  const shown = texts.map((text) => (text.length > 80 ? `${text.slice(0, 77)}...` : text));
  return `${what.padEnd(8)} ${name}  ${shown.length > 0 ? shown.join(" | ") : nothing}`;
}

function summaryOf(findings: readonly Finding[]): string {
  const count = (wanted: Finding["result"]) => findings.filter(({ result }) => result === wanted).length;
  const rules = new Set(findings.map(({ requirement }) => requirement)).size;
  const [fails, warnings, unjudged] = [count("FAIL"), count("WARN"), count("UNTESTABLE")];
  if (fails + warnings + unjudged === 0) return `Conformant: ${rules} rules hold.`;
  const parts = [
    `${fails} ${fails === 1 ? "failure" : "failures"}`,
    `${warnings} ${warnings === 1 ? "warning" : "warnings"}`,
    ...(unjudged > 0 ? [`${unjudged} not judged`] : []),
    `${rules} rules looked at`,
  ];
  return `${parts.join(", ")}.`;
}
