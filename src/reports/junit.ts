import { groupBy } from "../verdict/group-by.ts";
import type { ResultDocument } from "./result-document.ts";
import { type Outcome, type TestCase, toTestCases } from "./test-cases.ts";
import { escapeXml } from "./xml-text.ts";

/** `junit.xml`: a suite a feature, a test case a scenario, in the form that Jenkins, GitLab and GitHub actions read. */
export function renderJunit(document: ResultDocument): string {
  const cases = toTestCases(document);
  const suites = [...groupBy(cases, ({ suite }) => suite)].map(([name, own]) => suiteOf(name, own, document));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="Stepproof"${counts(cases)}>`,
    ...suites.flat(),
    "</testsuites>",
    "",
  ].join("\n");
}

function suiteOf(name: string, cases: readonly TestCase[], document: ResultDocument): readonly string[] {
  return [
    `  <testsuite${attributes({ name, timestamp: document.startedAt.slice(0, 19) })}${counts(cases)}>`,
    "    <properties>",
    ...Object.entries({ seed: document.seed, stepproof: document.stepproof, verdict: document.verdict }).map(
      ([property, value]) => `      <property${attributes({ name: property, value })}/>`,
    ),
    "    </properties>",
    ...cases.flatMap(caseOf),
    "  </testsuite>",
  ];
}

function caseOf({ suite, name, reason = "", outcome, details, requirements, durationMs, scenario }: TestCase) {
  const place = scenario ? { file: scenario.uri, line: String(scenario.line) } : {};
  const head = attributes({ name, classname: suite.replace(/\.feature$/, ""), time: seconds(durationMs), ...place });
  return [
    `    <testcase${head}>`,
    ...(requirements.length > 0 ? propertiesOf(requirements) : []),
    ...ends[outcome](reason, details),
    ...(outcome === "passed" && details.length > 0
      ? [`      <system-out>${escapeXml(lines(details))}</system-out>`]
      : []),
    "    </testcase>",
  ];
}

/** How a test case says how it ended. */
const ends: Readonly<Record<Outcome, (reason: string, details: readonly string[]) => readonly string[]>> = {
  passed: () => [],
  skipped: (reason) => [`      <skipped${attributes({ message: reason })}/>`],
  failed: (reason, details) => [problem("failure", reason, details)],
  broken: (reason, details) => [problem("error", reason, details)],
};

function problem(element: string, reason: string, details: readonly string[]): string {
  return `      <${element}${attributes({ message: reason, type: element })}>${escapeXml(lines(details))}</${element}>`;
}

const propertiesOf = (requirements: readonly string[]): readonly string[] => [
  "      <properties>",
  ...requirements.map((id) => `        <property${attributes({ name: "requirement", value: id })}/>`),
  "      </properties>",
];

function counts(cases: readonly TestCase[]): string {
  const having = (wanted: Outcome) => String(cases.filter(({ outcome }) => outcome === wanted).length);
  return attributes({
    tests: String(cases.length),
    failures: having("failed"),
    errors: having("broken"),
    skipped: having("skipped"),
    time: seconds(cases.reduce((sum, { durationMs }) => sum + durationMs, 0)),
  });
}

const attributes = (pairs: Readonly<Record<string, string>>): string =>
  Object.entries(pairs)
    .map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
    .join("");

const seconds = (ms: number): string => (ms / 1000).toFixed(3);
const lines = (details: readonly string[]): string => details.join("\n");
