import { wrap } from "../reports/wrap.ts";
import type { CoveredRequirement } from "./coverage.ts";

export const formats = ["table", "json", "markdown"] as const;

const RESULT_WIDTH = 16;
const NARROWEST_RULE = 28;

/** A line a requirement, the rule wrapped; below it what nobody proves. */
export function toTable(rows: readonly CoveredRequirement[], columns: number): string {
  const isJudged = rows.some(({ result }) => result !== undefined);
  const lines = rows.flatMap((row) => {
    const head = headOf(row) + (isJudged ? (row.result ?? "not judged").padEnd(RESULT_WIDTH) : "");
    const [first = "", ...more] = wrap(row.rule, Math.max(columns - head.length, NARROWEST_RULE));
    return [`${head}${first}`, ...more.map((line) => " ".repeat(head.length) + line)];
  });
  return `${lines.join("\n")}\n\n${wrap(sumUp(rows), columns).join("\n")}\n`;
}

export function toMarkdown(rows: readonly CoveredRequirement[]): string {
  const lines = rows.map((row) => {
    const { id, keyword, underTest, source, basis, rule, scenarios, result } = row;
    return `| ${[id, keyword, rule, underTest, source, basis, String(scenarios), result ?? ""].map(inCell).join(" | ")} |`;
  });
  const head = ["requirement", "keyword", "rule", "under test", "source", "basis", "scenarios", "result"];
  const table = [`| ${head.join(" | ")} |`, `|${"---|".repeat(head.length)}`, ...lines];
  return `${table.join("\n")}\n\n${inCell(sumUp(rows))}\n`;
}

function headOf({ id, keyword, underTest, scenarios }: CoveredRequirement): string {
  return `${id.padEnd(7)}${keyword.padEnd(8)}${underTest.padEnd(16)}${String(scenarios).padStart(3)}  `;
}

function sumUp(rows: readonly CoveredRequirement[]): string {
  const bare = rows.filter(({ scenarios }) => scenarios === 0).map(({ id }) => id);
  const rest = bare.length === 0 ? "" : `; without one: ${bare.join(", ")}`;
  return `${rows.length} requirements, ${rows.length - bare.length} with at least one scenario${rest}`;
}

const inCell = (text: string): string => text.replace(/\s+/g, " ").replace(/[\\|<>*_`[\]]/g, "\\$&");
