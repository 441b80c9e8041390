import { wrap } from "../reports/wrap.ts";
import type { Requirement } from "../verdict/catalogue.ts";
import { groupBy } from "../verdict/group-by.ts";
import type { ScenarioPlace } from "../verdict/scenario-run.ts";

const LABEL_WIDTH = 13;
const SHOWN_SCENARIOS = 12;

/** A requirement, and the scenarios that claim to prove it. */
export interface Explanation extends Requirement {
  readonly scenarios: readonly ScenarioPlace[];
}

/** Where a rule comes from. Source: contract.md section 1. */
const bases: Readonly<Record<Requirement["basis"], string>> = {
  documented: "stated in the public documentation of D1",
  corroborated: "public material of integrators agrees on it",
  analogue: "a network, another vendor or a standard says it of the analogous thing",
  assumption: "an assumption of Stepproof's",
};

/** One requirement as a page: what must hold, who says so, how it is checked, how to mend it. */
export function renderExplanation(explanation: Explanation, columns: number): string {
  const { id, keyword, profile, rule, underTest, source, clause, basis, advice, scenarios } = explanation;
  const part = (label: string, text: string) => labelled(label, text, columns);
  const lines = [
    `${id}  ${keyword}, ${profile} profile`,
    ...part("rule", rule),
    ...part("under test", underTest),
    ...part("source", source),
    ...(clause ? part("clause", clauseOf(clause)) : []),
    ...part("basis", `${basis}: ${bases[basis]}`),
    ...part("checked by", checkersOf(explanation)),
    ...placesOf(scenarios),
    ...part("fix", advice),
    ...(scenarios.length === 0 ? [] : part("try", `stepproof run --tags @${id}`)),
  ];
  return `${lines.join("\n")}\n`;
}

const clauseOf = (clause: NonNullable<Requirement["clause"]>): string =>
  `${clause.name} (${"verified" in clause ? `read on ${clause.verified}` : "not re-read: verify before quoting"})`;

function checkersOf({ scenarios, notTested }: Explanation): string {
  if (notTested !== undefined) return `nothing, not tested: ${notTested}`;
  return scenarios.length === 0 ? "no scenario yet" : countOf(scenarios);
}

const countOf = ({ length }: readonly ScenarioPlace[]): string =>
  `${length} ${length === 1 ? "scenario" : "scenarios"}`;

/** Not wrapped: a place is there to be copied. Rows of an outline that share a name stand as one. */
function placesOf(scenarios: readonly ScenarioPlace[]): readonly string[] {
  const alike = [...groupBy(scenarios, ({ uri, name }) => `${uri} ${name}`).values()];
  const indent = " ".repeat(LABEL_WIDTH);
  const shown = alike.slice(0, SHOWN_SCENARIOS).flatMap(([first, ...others]) => {
    if (!first) return [];
    const times = others.length > 0 ? ` (${others.length + 1} examples)` : "";
    return [`${indent}${first.uri}:${first.line} ${first.name}${times}`];
  });
  const rest = alike.length - SHOWN_SCENARIOS;
  return rest > 0 ? [...shown, `${indent}… and ${rest} more; --json lists them all`] : shown;
}

function labelled(label: string, text: string, columns: number): readonly string[] {
  return wrap(text, columns - LABEL_WIDTH).map(
    (line, index) => `${index === 0 ? `  ${label}`.padEnd(LABEL_WIDTH) : " ".repeat(LABEL_WIDTH)}${line}`,
  );
}
