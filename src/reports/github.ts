import type { ResultDocument } from "./result-document.ts";
import { renderMarkdown } from "./summary-markdown.ts";
import { type TestCase, toTestCases } from "./test-cases.ts";
import { countWords, verdictWords } from "./wording.ts";

/** GitHub shows ten a step and no more than fifty a job. */
const MOST_ANNOTATIONS = 50;

/** What the summary of a step may have, octets: GitHub drops a longer one whole. */
const MOST_SUMMARY_BYTES = 1024 * 1024;

const CUT = "\n\n_Cut here: the whole is in result.json and report.html._\n";

/** Workflow commands, one a line, that put every red scenario beside its line in the feature. */
export function renderAnnotations(document: ResultDocument): string {
  const red = toTestCases(document).filter(({ outcome }) => outcome === "failed" || outcome === "broken");
  const lines = red.slice(0, MOST_ANNOTATIONS).map(annotation);
  const { verdict, counts } = document;
  const level = red.length > 0 ? "error" : "notice";
  const total = `${verdictWords(verdict)}: ${countWords("requirement", counts.requirements)}`;
  return [...lines, `::${level} title=Stepproof::${escapeData(total)}`, ""].join("\n");
}

/** `summary.md` where a step's summary goes, always below GitHub's limit. */
export function renderStepSummary(document: ResultDocument): string {
  const summary = Buffer.from(renderMarkdown(document));
  if (summary.length < MOST_SUMMARY_BYTES) return summary.toString();
  const kept = summary.subarray(0, MOST_SUMMARY_BYTES - CUT.length - 1).toString();
  return kept.slice(0, kept.lastIndexOf("\n")) + CUT;
}

function annotation({ name, reason = "", details, scenario }: TestCase): string {
  const place = scenario ? { file: scenario.uri, line: String(scenario.line) } : {};
  const properties = Object.entries({ ...place, title: name }).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::error ${properties.join(",")}::${escapeData([reason, ...details.slice(-1)].join("\n"))}`;
}

/** The runner's own escapes: anything else would begin a command of its own. */
const escapeData = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const escapeProperty = (text: string): string => escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
