import type { Finding } from "../checks/finding.ts";
import type { SmsFootprint } from "../checks/template-sms.ts";
import { coloured, plain } from "../reports/paint.ts";
import { colours } from "../verdict/severity.ts";
import type { Terminal } from "./terminal.ts";

/** The findings on templates, a line each and what to do below it, then what every SMS costs at worst. */
export function renderTemplateFindings(
  findings: readonly Finding[],
  footprints: readonly SmsFootprint[],
  { usesColour }: Pick<Terminal, "usesColour">,
): string {
  const paint = usesColour ? coloured : plain;
  const broken = findings.filter(({ result }) => result !== "PASS" && result !== "NOT_APPLICABLE");
  const lines = [...broken].sort(byPlace).flatMap((finding) => {
    const verdict = paint(colours[finding.result], `${finding.result} ${finding.requirement}`);
    return [`${finding.place}  ${verdict}  ${finding.actual}`, `    ${finding.hint}`];
  });
  return [...lines, ...(lines.length > 0 ? [""] : []), ...footprintLines(footprints), "", summaryOf(findings), ""].join(
    "\n",
  );
}

const byPlace = (one: Finding, other: Finding): number =>
  (one.place ?? "").localeCompare(other.place ?? "", "en", { numeric: true }) ||
  one.requirement.localeCompare(other.requirement);

const encodings: Readonly<Record<SmsFootprint["encoding"], string>> = { gsm7: "GSM 7-bit", ucs2: "UCS-2" };

function footprintLines(footprints: readonly SmsFootprint[]): readonly string[] {
  if (footprints.length === 0) return ["There is no SMS template that could be read."];
  const rows = footprints.map(
    ({ language, encoding, units, parts }) =>
      `  ${language.padEnd(8)}  ${encodings[encoding].padEnd(9)}  ${String(units).padStart(5)}  ${String(parts).padStart(5)}`,
  );
  return ["SMS at worst, whatever code is issued:", "  language  encoding   units  parts", ...rows];
}

function summaryOf(findings: readonly Finding[]): string {
  const count = (wanted: Finding["result"]) => findings.filter(({ result }) => result === wanted).length;
  const rules = new Set(findings.map(({ requirement }) => requirement)).size;
  const [fails, warnings] = [count("FAIL"), count("WARN")];
  if (fails + warnings === 0) return `${rules} rules hold.`;
  return `${fails} ${fails === 1 ? "failure" : "failures"}, ${warnings} ${warnings === 1 ? "warning" : "warnings"}, ${rules} rules looked at.`;
}
