import { describeAccounts } from "../evidence/ledger.ts";
import { groupBy } from "../verdict/group-by.ts";
import type { LocatedFinding, RequirementResult } from "../verdict/requirement-result.ts";
import { type Colour, colours } from "../verdict/severity.ts";
import type { Paint } from "./paint.ts";
import { GALLERY_FILE, hasPictures } from "./picture-facts.ts";
import type { ResultDocument } from "./result-document.ts";
import { complaintsOf, countWords, decisiveFindings, rerunCommand, unjudgedMusts, verdictWords } from "./wording.ts";
import { wrap } from "./wrap.ts";

export interface SummaryStyle {
  /** Columns to fit in. */
  readonly width: number;
  readonly paint: Paint;
  /** The folder of the reports, as the reader would type it. */
  readonly reports: string;
}

const LABEL_WIDTH = 10;
const SHOWN_PER_REQUIREMENT = 3;

/** The verdict first, then what to mend, then where to read on. */
export function renderSummary(document: ResultDocument, style: SummaryStyle): string {
  const sections = [
    headline(document, style),
    problems(document, style),
    ...complaintsOf(document).map((requirement) => complaint(requirement, document.seed, style)),
    unjudged(document, style),
    footer(document, style),
  ];
  const blocks = sections.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return `${blocks.join("\n\n")}\n`;
}

function headline(document: ResultDocument, { paint, width }: SummaryStyle) {
  const { verdict, counts, accounts, startedAt, finishedAt } = document;
  const seconds = ((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000).toFixed(1);
  return [
    `${paint(verdictColours[verdict], verdictWords(verdict))}${scopeWords(document)}`,
    ...wrap(countWords("requirement", counts.requirements), width),
    ...wrap(`${countWords("scenario", counts.scenarios)}, in ${seconds} s`, width),
    ...(accounts ? wrap(`messages: ${describeAccounts(accounts)}`, width) : []),
  ];
}

function scopeWords({ plan, shard }: ResultDocument): string {
  if (shard) return `  (of part ${shard.index} of ${shard.total} only)`;
  return plan === "filtered" ? "  (of the selected scenarios only)" : "";
}

const verdictColours = {
  CONFORMANT: "green",
  CONFORMANT_WITH_WARNINGS: "amber",
  NOT_CONFORMANT: "red",
  INCOMPLETE: "red",
} as const satisfies Record<ResultDocument["verdict"], Colour>;

function problems({ problems, notJudged, requirements }: ResultDocument, { width }: SummaryStyle): readonly string[] {
  const nothing = requirements.length === 0 && notJudged.length === 0;
  const silence = nothing ? ["No requirement was judged: tag scenarios with what they prove, such as @OC-01."] : [];
  return [...problems, ...silence].flatMap((problem) => labelled("problem", problem, width));
}

function complaint(requirement: RequirementResult, seed: string, style: SummaryStyle): readonly string[] {
  const { id, result, rule, advice } = requirement;
  const [first = "", ...more] = wrap(rule, style.width - LABEL_WIDTH - id.length - 4);
  const indent = " ".repeat(LABEL_WIDTH + id.length + 4);
  const label = style.paint(colours[result], result.padEnd(LABEL_WIDTH));
  const complaints = [...groupBy(decisiveFindings(requirement), sameWords).values()];
  const shown = complaints.slice(0, SHOWN_PER_REQUIREMENT);
  const rest = complaints.length - shown.length;
  return [
    `${label}  ${id}  ${first}`,
    ...more.map((line) => `${indent}${line}`),
    ...shown.flatMap((alike) => complaintLines(alike, advice, seed, style)),
    ...(rest > 0 ? [`  … and ${rest} other complaints in result.json`] : []),
  ];
}

/** Findings that say the same of several scenarios are told once. */
const sameWords = ({ expected, actual, hint }: LocatedFinding): string => JSON.stringify([expected, actual, hint]);

function complaintLines(
  alike: readonly LocatedFinding[],
  advice: string,
  seed: string,
  { width }: SummaryStyle,
): readonly string[] {
  const [finding] = alike;
  if (!finding) return [];
  const { expected, actual, hint, attribution } = finding;
  return [
    ...labelled("expected", expected, width),
    ...labelled("actual", actual, width),
    ...labelled("fix", hint ?? advice, width),
    ...(attribution ? labelled("at fault", attribution.toLowerCase(), width) : []),
    ...placeLines(finding, alike.length - 1, width),
    ...rerunLines(finding, seed),
  ];
}

function placeLines({ scenario }: LocatedFinding, others: number, width: number): readonly string[] {
  if (!scenario) return [];
  const also = others > 0 ? `, and ${others} more` : "";
  return labelled("where", `${scenario.uri}:${scenario.line} (${scenario.name})${also}`, width);
}

/** Not wrapped: it is there to be copied. */
function rerunLines(finding: LocatedFinding, seed: string): readonly string[] {
  const command = rerunCommand(finding, seed);
  return command ? [`  ${"rerun".padEnd(LABEL_WIDTH)}${command}`] : [];
}

function unjudged(document: ResultDocument, { width, paint }: SummaryStyle): readonly string[] {
  const musts = unjudgedMusts(document);
  if (musts.length === 0) return [];
  const heading = `${musts.length} MUST that no scenario judged:`;
  return [`${paint("red", "UNTESTABLE")}  ${heading}`, ...wrap(musts.join(" "), width - 2).map((line) => `  ${line}`)];
}

function footer(document: ResultDocument, { reports, width }: SummaryStyle): readonly string[] {
  const { seed, notJudged, notices } = document;
  const pictures = hasPictures(document) ? labelled("messages", `${reports}/${GALLERY_FILE}`, width) : [];
  const left =
    notJudged.length > 0
      ? labelled("left out", `${notJudged.length} SHOULD or MAY: ${notJudged.join(" ")}`, width)
      : [];
  const told = notices.flatMap((notice) => labelled("note", notice, width));
  return [
    ...told,
    ...left,
    ...labelled("report", `${reports}/report.html`, width),
    ...pictures,
    ...labelled("seed", seed, width),
  ];
}

function labelled(label: string, text: string, width: number): readonly string[] {
  return wrap(text, width - LABEL_WIDTH - 2).map(
    (line, index) => `  ${(index === 0 ? label : "").padEnd(LABEL_WIDTH)}${line}`,
  );
}
