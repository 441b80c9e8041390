import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { results } from "../checks/finding.ts";
import { compareRuns } from "./compare-runs.ts";
import type { ComparedRequirement, ComparedRun } from "./compared-run.ts";

const run = (requirements: readonly ComparedRequirement[], more: Partial<ComparedRun> = {}): ComparedRun => ({
  verdict: "CONFORMANT",
  plan: "full",
  requirements,
  ...more,
});

const judged = (id: string, result: ComparedRequirement["result"] = "PASS", scenarios = 2): ComparedRequirement => ({
  id,
  result,
  scenarios,
});

const brief = (older: ComparedRun, newer: ComparedRun) =>
  compareRuns(older, newer).map(({ kind, subject, isRegression }) => `${kind} ${subject}${isRegression ? " !" : ""}`);

describe("what is not as it was", () => {
  it("tells worse from better", () => {
    const older = run([judged("OC-01"), judged("OC-02", "FAIL"), judged("OC-03", "WARN")]);
    const newer = run([judged("OC-01", "WARN"), judged("OC-02"), judged("OC-03", "FAIL")]);
    expect(brief(older, newer)).toEqual(["worse OC-01 !", "worse OC-03 !", "better OC-02"]);
  });

  it("calls a requirement that is gone a regression, and a new one none unless it is red", () => {
    const newer = run([judged("PM-01"), judged("PM-02", "FAIL")]);
    expect(brief(run([judged("OC-01")]), newer)).toEqual(["disappeared OC-01 !", "appeared PM-02 !", "appeared PM-01"]);
  });

  it("sees a check that silently stopped: fewer scenarios, or not applicable any more", () => {
    const older = run([judged("OC-01", "PASS", 3), judged("OC-02"), judged("OC-03", "FAIL")]);
    const newer = run([
      judged("OC-01", "PASS", 2),
      judged("OC-02", "NOT_APPLICABLE"),
      judged("OC-03", "NOT_APPLICABLE"),
    ]);
    expect(brief(older, newer)).toEqual(["stopped OC-01 !", "stopped OC-02 !", "stopped OC-03 !"]);
  });

  it("sees a scenario that is gone, of rows with one name each", () => {
    const older = run([], { scenarios: ["a.feature a", "a.feature a", "b.feature b"] });
    expect(brief(older, run([], { scenarios: ["b.feature b", "a.feature a"] }))).toEqual(["stopped a.feature a !"]);
  });

  it("sees a narrower plan, a worse verdict and a lower kill score", () => {
    const older = run([], { kills: { killed: 9, total: 9 } });
    const newer = run([], { verdict: "NOT_CONFORMANT", plan: "filtered", kills: { killed: 9, total: 10 } });
    expect(brief(older, newer)).toEqual(["run verdict !", "run plan !", "run kill score !"]);
  });

  it("does not call more kills of more mutants, or a wider plan, a regression", () => {
    const older = run([], { plan: "filtered", kills: { killed: 9, total: 9 } });
    expect(brief(older, run([], { kills: { killed: 12, total: 12 } }))).toEqual(["run plan", "run kill score"]);
  });

  it("finds nothing between a run and itself, and a regression one way at least wherever results differ", () => {
    const requirement = fc.record({
      id: fc.constantFrom("OC-01", "PM-01", "CS-01"),
      result: fc.constantFrom(...results),
      scenarios: fc.nat(3),
    });
    const requirements = fc.uniqueArray(requirement, { selector: ({ id }) => id });
    fc.assert(
      fc.property(requirements, requirements, (one, other) => {
        expect(compareRuns(run(one), run(one))).toEqual([]);
        const there = compareRuns(run(one), run(other));
        const back = compareRuns(run(other), run(one));
        expect(there.length).toBeGreaterThanOrEqual(there.filter(({ isRegression }) => isRegression).length);
        const differs = there.length + back.length > 0;
        const isRegression = [...there, ...back].some((difference) => difference.isRegression);
        expect(isRegression).toBe(differs);
      }),
    );
  });
});
