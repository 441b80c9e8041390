import { citationOf } from "../reports/citation.ts";
import { wrap } from "../reports/wrap.ts";
import { hasUnreadClause } from "../verdict/unread-clause.ts";
import type { CoveredRequirement } from "./coverage.ts";

export const formats = ["table", "json", "markdown"] as const;

const RESULT_WIDTH = 16;
const NARROWEST_RULE = 28;

/** A line a requirement, the rule wrapped; below it what nobody proves. */
export function toTable(rows: readonly CoveredRequirement[], columns: number): string {
  const isJudged = rows.some(({ result }) => result !== undefined);
  const lines = rows.flatMap((row) => {
    const head = headOf(row) + (isJudged ? outcomeOf(row).padEnd(RESULT_WIDTH) : "");
    const [first = "", ...more] = wrap(ruleOf(row), Math.max(columns - head.length, NARROWEST_RULE));
    return [`${head}${first}`, ...more.map((line) => " ".repeat(head.length) + line)];
  });
  return `${lines.join("\n")}\n\n${sumUp(rows)
    .flatMap((sentence) => wrap(sentence, columns))
    .join("\n")}\n`;
}

export function toMarkdown(rows: readonly CoveredRequirement[]): string {
  const lines = rows.map((row) => {
    const { id, keyword, underTest, basis, scenarios, result = "" } = row;
    const cells = [id, keyword, ruleOf(row), underTest, citationOf(row), basis, String(scenarios), result];
    return `| ${cells.map(inCell).join(" | ")} |`;
  });
  const head = ["requirement", "keyword", "rule", "under test", "source", "basis", "scenarios", "result"];
  const table = [`| ${head.join(" | ")} |`, `|${"---|".repeat(head.length)}`, ...lines];
  return `${table.join("\n")}\n\n${sumUp(rows).map(inCell).join("\n\n")}\n`;
}

function headOf({ id, keyword, underTest, scenarios }: CoveredRequirement): string {
  return `${id.padEnd(7)}${keyword.padEnd(8)}${underTest.padEnd(16)}${String(scenarios).padStart(3)}  `;
}

const outcomeOf = ({ result, notTested }: CoveredRequirement): string =>
  result ?? (notTested === undefined ? "not judged" : "not tested");

const ruleOf = ({ rule, notTested }: CoveredRequirement): string =>
  notTested === undefined ? rule : `${rule} Not tested: ${notTested}.`;

function sumUp(rows: readonly CoveredRequirement[]): readonly string[] {
  const proven = rows.filter(({ scenarios }) => scenarios > 0);
  const bare = rows.filter(({ scenarios, notTested }) => scenarios === 0 && notTested === undefined);
  const untested = rows.filter(({ notTested }) => notTested !== undefined);
  const unread = rows.filter(hasUnreadClause);
  const counts = `${rows.length} requirements, ${proven.length} with at least one scenario`;
  return [
    [counts, ...named("without one", bare), ...named("not tested", untested)].join("; "),
    ...named("Clause not re-read", unread),
  ];
}

const named = (what: string, rows: readonly CoveredRequirement[]): readonly string[] =>
  rows.length === 0 ? [] : [`${what}: ${rows.map(({ id }) => id).join(", ")}`];

const inCell = (text: string): string => text.replace(/\s+/g, " ").replace(/[\\|<>*_`[\]]/g, "\\$&");
