import { describe, expect, it } from "vitest";
import type { Finding } from "../checks/finding.ts";
import { judgeRun } from "../verdict/judge-run.ts";
import type { Plan } from "../verdict/requirement-result.ts";
import { type ScenarioSketch, sketchAttempt, sketchRun } from "../verdict/run-sketch.fixture.ts";
import { sketchCatalogue as catalogue } from "./document.fixture.ts";
import { coloured, plain } from "./paint.ts";
import { toResultDocument } from "./result-document.ts";
import { renderMarkdown } from "./summary-markdown.ts";
import { renderSummary } from "./summary-terminal.ts";

const finding = (requirement: string, result: Finding["result"], more: Partial<Finding> = {}): Finding => ({
  requirement,
  result,
  expected: "the code as issued",
  actual: "a code with its zero cut off",
  evidence: [],
  ...more,
});

function documentOf(scenarios: readonly ScenarioSketch[], plan: Plan = "filtered") {
  const run = judgeRun(sketchRun(scenarios), { catalogue, plan });
  return toResultDocument(run, { version: "0.1.0", seed: "42", startedAt: 0, finishedAt: 1500 });
}

const scenario = (...findings: Finding[]): ScenarioSketch => ({
  name: "SMS chosen",
  uri: "features/otp.feature",
  line: 12,
  tags: [],
  attempts: [sketchAttempt({ findings })],
});

const style = { width: 80, paint: plain, reports: "reports/x" };
const failing = documentOf([
  scenario(
    finding("OC-02", "WARN"),
    finding("OC-01", "FAIL", { hint: "Send the code as text.", attribution: "IMPLEMENTATION" }),
  ),
]);

describe("the terminal summary", () => {
  it("begins with the verdict and ends with the report and the seed", () => {
    const lines = renderSummary(failing, style).trimEnd().split("\n");
    expect(lines[0]).toContain("NOT CONFORMANT");
    expect(lines.at(-2)).toContain("reports/x/report.html");
    expect(lines.at(-1)).toMatch(/seed +42/);
  });

  it("tells of a broken requirement what was expected, what was seen, what to do, where, and how to see it again", () => {
    const summary = renderSummary(failing, style);
    expect(summary).toMatch(/FAIL +OC-01 +The rule of OC-01\./);
    expect(summary).toMatch(/expected +the code as issued/);
    expect(summary).toMatch(/actual +a code with its zero cut off/);
    expect(summary).toMatch(/fix +Send the code as text\./);
    expect(summary).toMatch(/where +features\/otp\.feature:12/);
    expect(summary).toMatch(/rerun +stepproof run --seed 42 features\/otp\.feature:12$/m);
  });

  it("puts what fails before what warns, and leaves out what passes", () => {
    const summary = renderSummary(
      documentOf([scenario(finding("OC-01", "WARN"), finding("OC-02", "FAIL"), finding("PM-01", "PASS"))]),
      style,
    );
    expect(summary.indexOf("OC-02")).toBeLessThan(summary.indexOf("OC-01"));
    expect(summary).not.toContain("PM-01");
  });

  it("tells once what several scenarios complain of alike", () => {
    const same = scenario(finding("OC-01", "FAIL"));
    const summary = renderSummary(documentOf([same, { ...same, line: 20 }, { ...same, line: 30 }]), style);
    expect(summary.match(/expected/g)).toHaveLength(1);
    expect(summary).toContain("features/otp.feature:12 (SMS chosen), and 2 more");
  });

  it("falls back on the catalogue's advice where a finding has no hint", () => {
    expect(renderSummary(failing, style)).toMatch(/fix +Mend OC-02\./);
  });

  it("lists unjudged MUSTs together", () => {
    const summary = renderSummary(documentOf([scenario(finding("OC-01", "PASS"))], "full"), style);
    expect(summary).toContain("2 MUST that no scenario judged");
    expect(summary).toContain("OC-02 PM-01");
  });

  it("says so where nothing was judged", () => {
    expect(renderSummary(documentOf([{ tags: [], attempts: [sketchAttempt({})] }]), style)).toContain(
      "No requirement was judged",
    );
  });

  it.each([80, 100])("fits %i columns, whatever the findings say", (width) => {
    const long = "word ".repeat(80).trim();
    const document = documentOf([scenario(finding("OC-01", "FAIL", { expected: long, actual: long, hint: long }))]);
    const widest = Math.max(
      ...renderSummary(document, { ...style, width })
        .split("\n")
        .map((line) => line.length),
    );
    expect(widest).toBeLessThanOrEqual(width);
    expect(widest).toBeGreaterThan(width - 12);
  });

  it("carries colour codes only when asked to", () => {
    expect(renderSummary(failing, style)).not.toContain("\u001b");
    expect(renderSummary(failing, { ...style, paint: coloured })).toContain("\u001b[31mNOT CONFORMANT");
  });
});

describe("summary.md", () => {
  it("has the verdict as its title and a row a complaint", () => {
    const markdown = renderMarkdown(failing);
    expect(markdown).toMatch(/^# Stepproof: NOT CONFORMANT$/m);
    expect(markdown).toMatch(/^\| FAIL \| OC-01 .*\| Send the code as text\. \|$/m);
    expect(markdown).toContain("`stepproof run --seed 42 features/otp.feature:12`");
  });

  it("keeps a finding's text inside its cell", () => {
    const document = documentOf([scenario(finding("OC-01", "FAIL", { actual: "a | b\n<script>" }))]);
    const row = renderMarkdown(document)
      .split("\n")
      .find((line) => line.startsWith("| FAIL"));
    expect(row).toContain("a \\| b \\<script\\>");
  });
});
