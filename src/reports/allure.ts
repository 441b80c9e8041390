import { createHash } from "node:crypto";
import type { Label, TestResult } from "allure-js-commons";
import type { ResultDocument } from "./result-document.ts";
import { type Outcome, type TestCase, toTestCases } from "./test-cases.ts";

/** A file of `allure-results/`. */
export interface AllureFile {
  readonly name: string;
  readonly text: string;
}

/** The results that `allure generate` makes its pages from: a file a test, and what they ran with. */
export function renderAllure(document: ResultDocument): readonly AllureFile[] {
  const results = toTestCases(document).map((test, position) =>
    toResult(test, `${document.seed}/${position}`, document),
  );
  return [
    ...results.map((result) => ({ name: `${result.uuid}-result.json`, text: `${JSON.stringify(result)}\n` })),
    { name: "environment.properties", text: environmentOf(document) },
  ];
}

// The library's enumerations are values, and its code is not shipped.
const statusOf = { passed: "passed", skipped: "skipped", failed: "failed", broken: "broken" } as const satisfies Record<
  Outcome,
  `${NonNullable<TestResult["status"]>}`
>;

type Result = Omit<TestResult, "status" | "stage"> & {
  readonly status: (typeof statusOf)[Outcome];
  readonly stage: `${TestResult["stage"]}`;
};

function toResult(test: TestCase, key: string, { startedAt }: ResultDocument): Result {
  const { suite, name, outcome, reason, details, durationMs, scenario } = test;
  const start = Date.parse(scenario?.startedAt ?? startedAt);
  const id = digest(`${suite}\n${name}\n${scenario?.line ?? ""}`);
  return {
    uuid: toUuid(digest(`${key}/${id}`)),
    historyId: id,
    testCaseId: id,
    fullName: scenario ? `${suite}:${scenario.line}` : `${suite}: ${name}`,
    name,
    status: statusOf[outcome],
    statusDetails: {
      ...(reason !== undefined && { message: reason }),
      ...(details.length > 0 && { trace: details.join("\n") }),
    },
    stage: "finished",
    start,
    stop: Math.round(start + durationMs),
    labels: labelsOf(test),
    links: [],
    steps: [],
    attachments: [],
    parameters: [],
  };
}

function labelsOf({ suite, requirements, scenario }: TestCase): Label[] {
  const tags = scenario?.tags.map((tag) => tag.replace(/^@/, "")) ?? requirements;
  return [
    { name: "framework", value: "stepproof" },
    { name: "suite", value: suite },
    ...tags.map((tag) => ({ name: "tag", value: tag })),
    ...requirements.map((id) => ({ name: "story", value: id })),
  ];
}

function environmentOf({ stepproof, node, seed, verdict, issuer }: ResultDocument): string {
  const facts = {
    Stepproof: stepproof,
    Node: node,
    Seed: seed,
    Verdict: verdict,
    ...(issuer && { Issuer: issuer.id }),
  };
  return Object.entries(facts)
    .map(([name, value]) => `${name}=${value.replace(/[\r\n]+/g, " ").replaceAll("\\", "\\\\")}\n`)
    .join("");
}

const digest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 32);

const toUuid = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
