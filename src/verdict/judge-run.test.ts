import { describe, expect, it } from "vitest";
import { type Finding, type Result, results } from "../checks/finding.ts";
import type { Requirement } from "./catalogue.ts";
import type { Envelope, Status } from "./envelope.ts";
import { judgeRun, type RunResult } from "./judge-run.ts";
import { type ScenarioSketch, sketchAttempt, sketchRun } from "./run-sketch.fixture.ts";

const requirement = (id: string, more: Partial<Requirement> = {}): Requirement =>
  ({
    id,
    rule: `rule of ${id}`,
    keyword: "MUST",
    underTest: "d1",
    profile: "base",
    advice: `advice of ${id}`,
    ...more,
  }) as Requirement;

const catalogue = [requirement("OC-01"), requirement("OC-02"), requirement("PM-01", { keyword: "SHOULD" })];

const finding = (id: string, result: Result): Finding => ({
  requirement: id,
  result,
  expected: "right",
  actual: "seen",
  evidence: ["m1"],
});

const judge = (scenarios: readonly ScenarioSketch[], more: readonly Envelope[] = []): RunResult =>
  judgeRun([...sketchRun(scenarios), ...more], { catalogue, plan: "filtered" });

const resultOf = (run: RunResult, id: string): Result | undefined =>
  run.requirements.find((each) => each.id === id)?.result;

const passed = (id: string): ScenarioSketch => ({
  tags: [`@${id}`],
  attempts: [sketchAttempt({ findings: [finding(id, "PASS")] })],
});

const green = [passed("OC-01"), passed("OC-02")];

describe("a requirement's result", () => {
  it.each(results)("is %s when that is its only finding", (result) => {
    const run = judge([{ tags: ["@OC-01"], attempts: [sketchAttempt({ findings: [finding("OC-01", result)] })] }]);
    expect(resultOf(run, "OC-01")).toBe(result);
  });

  it("stays what one scenario proved where the rule has no subject in another", () => {
    const other: ScenarioSketch = {
      tags: ["@OC-01"],
      attempts: [sketchAttempt({ findings: [finding("OC-01", "NOT_APPLICABLE")] })],
    };
    expect(resultOf(judge([passed("OC-01"), other]), "OC-01")).toBe("PASS");
    expect(resultOf(judge([other]), "OC-01")).toBe("NOT_APPLICABLE");
  });

  it.each(results.filter((result) => !["PASS", "NOT_APPLICABLE"].includes(result)))(
    "gets worse by a %s in another scenario, whichever comes first",
    (worse) => {
      const bad: ScenarioSketch = {
        tags: ["@OC-01"],
        attempts: [sketchAttempt({ findings: [finding("OC-01", worse)] })],
      };
      expect(resultOf(judge([passed("OC-01"), bad]), "OC-01")).toBe(worse);
      expect(resultOf(judge([bad, passed("OC-01")]), "OC-01")).toBe(worse);
    },
  );

  it("counts a finding that the scenario did not announce by a tag", () => {
    const run = judge([{ tags: [], attempts: [sketchAttempt({ findings: [finding("OC-02", "FAIL")] })] }]);
    expect(resultOf(run, "OC-02")).toBe("FAIL");
    expect(run.verdict).toBe("NOT_CONFORMANT");
  });

  it("names the scenarios behind it and says which of them reported what", () => {
    const run = judge([{ ...passed("OC-01"), name: "SMS chosen", uri: "features/a.feature", line: 7 }]);
    const place = { name: "SMS chosen", uri: "features/a.feature", line: 7 };
    expect(run.requirements[0]).toMatchObject({
      id: "OC-01",
      rule: "rule of OC-01",
      scenarios: [place],
      findings: [{ requirement: "OC-01", scenario: place }],
    });
  });
});

describe("silence never reads as green", () => {
  it("makes a tagged requirement without a finding UNTESTABLE", () => {
    const run = judge([{ tags: ["@OC-01"], attempts: [sketchAttempt({})] }]);
    expect(resultOf(run, "OC-01")).toBe("UNTESTABLE");
    expect(run).toMatchObject({ verdict: "INCOMPLETE", exitCode: 3 });
  });

  it("does so although another scenario proved it", () => {
    const run = judge([passed("OC-01"), { tags: ["@OC-01"], attempts: [sketchAttempt({})] }]);
    expect(resultOf(run, "OC-01")).toBe("UNTESTABLE");
  });

  it("does so when the scenario was skipped", () => {
    const run = judge([...green, { tags: ["@OC-01"], attempts: [sketchAttempt({ status: "SKIPPED" })] }]);
    expect(run.requirements[0]?.findings.at(-1)?.actual).toContain("skipped");
    expect(run.verdict).toBe("INCOMPLETE");
  });

  it("does so for the requirement that a failure elsewhere in the scenario cut off", () => {
    const attempt = sketchAttempt({ status: "FAILED", findings: [finding("OC-01", "FAIL")] });
    const run = judge([{ tags: ["@OC-01", "@OC-02"], attempts: [attempt] }]);
    expect([resultOf(run, "OC-01"), resultOf(run, "OC-02")]).toEqual(["FAIL", "UNTESTABLE"]);
  });

  it("is INCOMPLETE when nothing at all was judged", () => {
    expect(judge([{ tags: ["@smoke"], attempts: [sketchAttempt({})] }])).toMatchObject({
      verdict: "INCOMPLETE",
      exitCode: 3,
    });
    expect(
      judge([{ tags: [], attempts: [sketchAttempt({ findings: [finding("OC-01", "NOT_APPLICABLE")] })] }]).verdict,
    ).toBe("INCOMPLETE");
  });
});

describe("a failure that no finding explains", () => {
  it.each<Status>(["FAILED", "UNDEFINED", "AMBIGUOUS", "PENDING", "UNKNOWN"])(
    "is an ERROR of every tagged requirement when a step ends %s, even of one that passed before",
    (status) => {
      const attempt = sketchAttempt({ status, findings: [finding("OC-01", "PASS")] });
      const run = judge([{ tags: ["@OC-01", "@OC-02"], attempts: [attempt] }]);
      expect([resultOf(run, "OC-01"), resultOf(run, "OC-02")]).toEqual(["ERROR", "ERROR"]);
      expect(run).toMatchObject({ verdict: "INCOMPLETE", exitCode: 3 });
    },
  );

  it("quotes the first line of what the step said", () => {
    const attempt = sketchAttempt({ status: "FAILED", failure: "Error: no template for nl-BE\n    at render" });
    const run = judge([{ tags: ["@OC-01"], attempts: [attempt] }]);
    expect(run.requirements[0]?.findings[0]?.actual).toBe("Error: no template for nl-BE");
  });

  it("is explained by a FAIL, which alone then counts", () => {
    const attempt = sketchAttempt({ status: "FAILED", findings: [finding("OC-01", "FAIL")] });
    const run = judge([{ tags: ["@OC-01"], attempts: [attempt] }]);
    expect(run.requirements[0]?.findings.map(({ result }) => result)).toEqual(["FAIL"]);
    expect(run).toMatchObject({ verdict: "NOT_CONFORMANT", exitCode: 1 });
  });

  it("is not explained by a WARN", () => {
    const attempt = sketchAttempt({ status: "FAILED", findings: [finding("OC-01", "WARN")] });
    expect(resultOf(judge([{ tags: ["@OC-01"], attempts: [attempt] }]), "OC-01")).toBe("ERROR");
  });

  it("is an ERROR when a scenario never started or never ended", () => {
    const broken = sketchAttempt({ status: "PASSED", isFinished: false, findings: [finding("OC-02", "PASS")] });
    const run = judge([
      { tags: ["@OC-01"], attempts: [] },
      { tags: ["@OC-02"], attempts: [broken] },
    ]);
    expect([resultOf(run, "OC-01"), resultOf(run, "OC-02")]).toEqual(["ERROR", "ERROR"]);
  });

  it("is an ERROR when a finding was attached that cannot be read", () => {
    const attempt = sketchAttempt({ findings: [finding("OC-01", "PASS")], rawFindings: ['{"requirement":"OC-01"}'] });
    expect(resultOf(judge([{ tags: ["@OC-01"], attempts: [attempt] }]), "OC-01")).toBe("ERROR");
  });

  it("reads a finding that is attached by itself, as earlier versions did", () => {
    const attempt = sketchAttempt({ rawFindings: [JSON.stringify(finding("OC-01", "PASS"))] });
    expect(resultOf(judge([{ tags: ["@OC-01"], attempts: [attempt] }]), "OC-01")).toBe("PASS");
  });

  it("is a problem of the run where the scenario has no requirement to blame", () => {
    const run = judge([...green, { tags: ["@smoke"], attempts: [sketchAttempt({ status: "FAILED" })] }]);
    expect(run).toMatchObject({ verdict: "INCOMPLETE", exitCode: 3 });
    expect(run.problems).toHaveLength(1);
  });
});

describe("retries", () => {
  const failing = sketchAttempt({ status: "FAILED", findings: [finding("OC-01", "FAIL"), finding("OC-02", "PASS")] });
  const passing = sketchAttempt({ findings: [finding("OC-01", "PASS"), finding("OC-02", "PASS")] });

  it("make FLAKY what was red first and is not any more, and nothing else", () => {
    const run = judge([{ tags: ["@OC-01", "@OC-02"], attempts: [failing, passing] }]);
    expect([resultOf(run, "OC-01"), resultOf(run, "OC-02")]).toEqual(["FLAKY", "PASS"]);
    expect(run).toMatchObject({ verdict: "CONFORMANT_WITH_WARNINGS", exitCode: 0 });
  });

  it("leave a FAIL what it is when the last attempt fails as well", () => {
    const run = judge([{ tags: ["@OC-01", "@OC-02"], attempts: [passing, failing] }]);
    expect(resultOf(run, "OC-01")).toBe("FAIL");
    expect(run.scenarios[0]).toMatchObject({ status: "FAILED", attempts: 2 });
  });
});

describe("the verdict", () => {
  const withFinding = (result: Result) =>
    judge([...green, { tags: [], attempts: [sketchAttempt({ findings: [finding("OC-01", result)] })] }]);

  it.each([
    ["PASS", "CONFORMANT", 0],
    ["NOT_APPLICABLE", "CONFORMANT", 0],
    ["WARN", "CONFORMANT_WITH_WARNINGS", 0],
    ["WAIVED", "CONFORMANT_WITH_WARNINGS", 0],
    ["FLAKY", "CONFORMANT_WITH_WARNINGS", 0],
    ["REVIEW", "CONFORMANT_WITH_WARNINGS", 0],
    ["UNTESTABLE", "INCOMPLETE", 3],
    ["FAIL", "NOT_CONFORMANT", 1],
    ["ERROR", "INCOMPLETE", 3],
  ] as const)("with a %s in an otherwise green run is %s, exit %i", (result, verdict, exitCode) => {
    expect(withFinding(result)).toMatchObject({ verdict, exitCode });
  });

  it("is NOT_CONFORMANT for a FAIL, whatever broke besides, even in the same requirement", () => {
    const attempts = [sketchAttempt({ findings: [finding("OC-01", "ERROR"), finding("OC-01", "FAIL")] })];
    const run = judge([{ tags: ["@OC-01"], attempts }]);
    expect(resultOf(run, "OC-01")).toBe("ERROR");
    expect(run).toMatchObject({ verdict: "NOT_CONFORMANT", exitCode: 1 });
  });

  it("is INCOMPLETE where a hook around the run failed", () => {
    const hook = {
      testRunHookFinished: { result: { status: "FAILED", message: "Error: no port\nstack" } },
    } as Envelope;
    const run = judge(green, [hook]);
    expect(run.problems).toEqual(["A hook around the run failed: Error: no port"]);
    expect(run.verdict).toBe("INCOMPLETE");
  });

  it("is INCOMPLETE where Cucumber never finished", () => {
    const cut = sketchRun(green).filter(({ testRunFinished }) => !testRunFinished);
    expect(judgeRun(cut, { catalogue, plan: "filtered" }).verdict).toBe("INCOMPLETE");
  });

  it("is INCOMPLETE where Cucumber failed the run and nothing says why", () => {
    const failed = sketchRun(green).map((each) =>
      each.testRunFinished ? ({ testRunFinished: { ...each.testRunFinished, success: false } } as Envelope) : each,
    );
    expect(judgeRun(failed, { catalogue, plan: "filtered" }).verdict).toBe("INCOMPLETE");
  });
});

describe("the plan", () => {
  const full = (scenarios: readonly ScenarioSketch[], requirements: readonly Requirement[] = catalogue) =>
    judgeRun(sketchRun(scenarios), { catalogue: requirements, plan: "full" });

  it("owes nothing on a rule that is not tested, and does not list it as left out", () => {
    const more = { notTested: "nobody can" };
    const rows = [...catalogue, requirement("TP-12", more), requirement("TP-13", { ...more, keyword: "SHOULD" })];
    const run = judgeRun(sketchRun(green), { catalogue: rows, plan: "full" });
    expect([run.verdict, resultOf(run, "TP-12"), run.notJudged]).toEqual(["CONFORMANT", undefined, ["PM-01"]]);
    const owed = judgeRun(sketchRun(green), { catalogue: [...catalogue, requirement("TP-12")], plan: "full" });
    expect(resultOf(owed, "TP-12")).toBe("UNTESTABLE");
  });

  it("is met when every MUST was judged; a SHOULD may be left out and is listed", () => {
    expect(full(green)).toMatchObject({ verdict: "CONFORMANT", plan: "full", notJudged: ["PM-01"] });
  });

  it("makes a MUST that no scenario judged red", () => {
    const run = full([passed("OC-01")]);
    expect(resultOf(run, "OC-02")).toBe("UNTESTABLE");
    expect(run).toMatchObject({ verdict: "INCOMPLETE", exitCode: 3 });
  });

  it("takes NOT_APPLICABLE for an answer", () => {
    const attempts = [sketchAttempt({ findings: [finding("OC-02", "NOT_APPLICABLE")] })];
    expect(full([passed("OC-01"), { tags: ["@OC-02"], attempts }]).verdict).toBe("CONFORMANT");
  });

  it("does not ask for another profile's requirements", () => {
    expect(full(green, [...catalogue, requirement("SE-01", { profile: "psd2" })]).verdict).toBe("CONFORMANT");
  });

  it("asks a filtered run only for what its scenarios claim", () => {
    expect(judge([passed("OC-01")])).toMatchObject({ verdict: "CONFORMANT", plan: "filtered", notJudged: [] });
  });

  it("makes a requirement that the catalogue does not know an ERROR", () => {
    const run = judge([passed("OC-99")]);
    expect(resultOf(run, "OC-99")).toBe("ERROR");
    expect(run.requirements[0]?.findings.at(-1)).toMatchObject({
      result: "ERROR",
      scenario: { uri: "a.feature", line: 3 },
    });
    expect(run.verdict).toBe("INCOMPLETE");
  });
});

it("counts scenarios by status and requirements by result", () => {
  const run = judge([passed("OC-01"), { tags: ["@OC-02"], attempts: [sketchAttempt({ status: "FAILED" })] }]);
  expect(run.counts).toEqual({
    scenarios: { total: 2, PASSED: 1, FAILED: 1 },
    requirements: { total: 2, PASS: 1, ERROR: 1 },
  });
});

it("keeps each scenario's tags, duration and facts", () => {
  const attempt = sketchAttempt({
    findings: [finding("OC-01", "PASS")],
    facts: [{ channel: "sms" }],
    durationMs: 1250,
  });
  const run = judge([{ tags: ["@templates", "@OC-01"], attempts: [attempt] }]);
  expect(run.scenarios[0]).toMatchObject({
    tags: ["@templates", "@OC-01"],
    requirements: ["OC-01"],
    durationMs: 1250,
    facts: [{ channel: "sms" }],
  });
});
