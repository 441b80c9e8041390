import type { CTRFReport, Test, TestStatus } from "ctrf";
import type { ResultDocument } from "./result-document.ts";
import { type Outcome, type TestCase, toTestCases } from "./test-cases.ts";

/** `ctrf.json`: the Common Test Report Format, version 0.0.0. Times are ms. */
export function renderCtrf(document: ResultDocument): string {
  return `${JSON.stringify(toCtrf(document), null, 2)}\n`;
}

function toCtrf(document: ResultDocument): CTRFReport {
  const tests = toTestCases(document).map(toTest);
  const having = (wanted: TestStatus) => tests.filter(({ status }) => status === wanted).length;
  const { verdict, plan, seed, stepproof, startedAt, finishedAt } = document;
  return {
    reportFormat: "CTRF",
    specVersion: "0.0.0",
    timestamp: finishedAt,
    generatedBy: "stepproof",
    results: {
      tool: { name: "stepproof", version: stepproof },
      summary: {
        tests: tests.length,
        passed: having("passed"),
        failed: having("failed"),
        skipped: having("skipped"),
        pending: 0,
        other: having("other"),
        flaky: tests.filter(({ flaky }) => flaky).length,
        suites: new Set(tests.map(({ suite }) => suite?.[0])).size,
        start: Date.parse(startedAt),
        stop: Date.parse(finishedAt),
      },
      tests,
      extra: { verdict, plan, seed },
    },
  };
}

/** "other" is read as green by many, so what is broken has failed. */
const statusOf: Readonly<Record<Outcome, TestStatus>> = {
  passed: "passed",
  skipped: "skipped",
  failed: "failed",
  broken: "failed",
};

function toTest({ suite, name, outcome, reason, details, requirements, durationMs, scenario }: TestCase): Test {
  const retries = (scenario?.attempts ?? 1) - 1;
  return {
    name,
    status: statusOf[outcome],
    duration: durationMs,
    suite: [suite],
    rawStatus: scenario?.status ?? outcome,
    tags: [...(scenario?.tags ?? requirements)],
    type: "e2e",
    ...(reason !== undefined && { message: reason }),
    ...(details.length > 0 && { trace: details.join("\n") }),
    ...(scenario && { filePath: scenario.uri, line: scenario.line, ...timesOf(scenario) }),
    ...(retries > 0 && { retries, flaky: outcome === "passed" }),
  };
}

function timesOf({ startedAt, durationMs }: NonNullable<TestCase["scenario"]>): Pick<Test, "start" | "stop"> {
  if (startedAt === undefined) return {};
  const start = Date.parse(startedAt);
  return { start, stop: Math.round(start + durationMs) };
}
