import { describe, expect, it } from "vitest";
import type { Result } from "../checks/finding.ts";
import type { Requirement } from "./catalogue.ts";
import { type JudgeOptions, judgeRun, type RunResult } from "./judge-run.ts";
import { sketchAttempt, sketchRun } from "./run-sketch.fixture.ts";
import type { Waiver } from "./waivers.ts";

const row = (id: string, underTest: Requirement["underTest"]): Requirement =>
  ({ id, underTest, rule: `rule of ${id}`, keyword: "MUST", profile: "base", advice: "mend it" }) as Requirement;

const catalogue = [row("OC-01", "issuer-backend"), row("CS-06", "d1")];

/** A run whose only scenario found this of a requirement. */
function judge(result: Result, options: Partial<JudgeOptions> & { readonly id?: string } = {}): RunResult {
  const { id = "OC-01", ...more } = options;
  const finding = { requirement: id, result, expected: "right", actual: "wrong", evidence: [] };
  const status = result === "FAIL" || result === "ERROR" ? "FAILED" : "PASSED";
  const envelopes = sketchRun([{ tags: [`@${id}`], attempts: [sketchAttempt({ status, findings: [finding] })] }]);
  return judgeRun(envelopes, { catalogue, plan: "filtered", today: "2026-07-04", ...more });
}

const waiver = (more: Partial<Waiver> = {}): Waiver => ({
  requirement: "OC-01",
  reason: "new wording in March",
  owner: "card operations",
  until: "2026-07-04",
  ...more,
});

describe("a waiver", () => {
  it("turns a failure amber up to its last day, and keeps what was found", () => {
    const run = judge("FAIL", { waivers: [waiver()] });
    expect(run).toMatchObject({ verdict: "CONFORMANT_WITH_WARNINGS", exitCode: 0, notices: [], problems: [] });
    expect(run.requirements[0]).toMatchObject({
      result: "WAIVED",
      findings: [{ result: "FAIL" }, { result: "WAIVED" }],
    });
    expect(run.requirements[0]?.findings[1]?.actual).toBe(
      "FAIL, accepted by card operations until 2026-07-04: new wording in March",
    );
  });

  it("is red again the day after, and says that it has run out", () => {
    const run = judge("FAIL", { waivers: [waiver({ until: "2026-07-03" })] });
    expect(run).toMatchObject({ verdict: "NOT_CONFORMANT", exitCode: 1 });
    expect(run.notices).toEqual(["The waiver of OC-01 (card operations, until 2026-07-03) has run out."]);
  });

  it.each([
    [
      "what holds",
      waiver(),
      "The waiver of OC-01 (card operations, until 2026-07-04) is of no use: the result is PASS.",
    ],
    [
      "what is not judged",
      waiver({ requirement: "OC-09" }),
      "The waiver of OC-09 (card operations, until 2026-07-04) is of no use: this run does not judge that requirement.",
    ],
  ])("of %s is reported as of no use", (_what, useless, notice) => {
    expect(judge("PASS", { waivers: [useless] })).toMatchObject({ verdict: "CONFORMANT", notices: [notice] });
  });

  it("never covers an ERROR: nothing was judged", () => {
    expect(judge("ERROR", { waivers: [waiver()] })).toMatchObject({ verdict: "INCOMPLETE", exitCode: 3 });
  });
});

describe("a requirement outside the plan", () => {
  const planned = catalogue.filter(({ id }) => id === "OC-01");

  it("is left out when it holds", () => {
    expect(judge("PASS", { id: "CS-06", planned }).requirements).toEqual([]);
  });

  it("is shown when it is broken: silence would hide it", () => {
    expect(judge("FAIL", { id: "CS-06", planned }).requirements).toMatchObject([{ id: "CS-06", result: "FAIL" }]);
  });

  it("is not owed by a full run", () => {
    const { requirements } = judge("PASS", { planned, plan: "full" });
    expect(requirements.map(({ id }) => id)).toEqual(["OC-01"]);
  });
});
