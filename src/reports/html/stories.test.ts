import { describe, expect, it } from "vitest";
import { fail, pass } from "../../checks/finding.ts";
import type { Requirement } from "../../verdict/catalogue.ts";
import { judgeRun } from "../../verdict/judge-run.ts";
import { type AttemptSketch, sketchAttempt, sketchRun } from "../../verdict/run-sketch.fixture.ts";
import type { Waiver } from "../../verdict/waivers.ts";
import { toResultDocument } from "../result-document.ts";
import { toStories } from "./stories.ts";

const catalogue = ["OC-01", "OC-02"].map(
  (id) => ({ id, rule: `Rule ${id}`, keyword: "MUST", underTest: "d1", profile: "base", advice: "" }) as Requirement,
);
const verdict = { expected: "a code", actual: "none", evidence: ["sms-1"] };
const broken = fail("OC-01", { ...verdict, hint: "Send it." });
const call = { at: 0, from: "tsp", to: "d1", what: "authorizeService", status: "200" } as const;
const message = { ...call, id: "sms-1", from: "d1", to: "sms", text: "Your code is [otp]" } as const;

function storyOf(attempts: readonly Partial<AttemptSketch>[], waivers: readonly Waiver[] = []) {
  const envelopes = sketchRun([
    { tags: ["@OC-01"], attempts: attempts.map(sketchAttempt), uri: "features/a b.feature", line: 7 },
  ]);
  const result = judgeRun(envelopes, { catalogue, plan: "filtered", waivers, today: "2026-11-24" });
  const facts = { version: "0.1.0", seed: "42", startedAt: 0, finishedAt: 1 };
  const [story] = toStories(toResultDocument(result, facts), envelopes);
  if (!story) throw new Error("the run has one scenario");
  return story;
}

describe("the story of a scenario", () => {
  it("tells its steps, what was found worst first, and at which call", () => {
    const flow = { calls: [{ ...call, id: "x1" }, message] };
    const story = storyOf([
      { status: "FAILED", failure: "RequirementBroken: OC-01", findings: [pass("OC-02", verdict), broken], flow },
    ]);
    expect(story).toMatchObject({
      outcome: "FAIL",
      place: "features/a b.feature:7",
      rerun: "stepproof run --seed 42 'features/a b.feature:7'",
      steps: [
        { word: "When", text: "it begins", status: "PASSED" },
        { word: "And", text: "it ends", status: "FAILED" },
      ],
      judgements: [
        { requirement: "OC-01", calls: [2], hint: "Send it." },
        { requirement: "OC-02", calls: [2] },
      ],
      calls: [{ what: "authorizeService" }, { text: "Your code is [otp]" }],
    });
    expect(story.steps[1]).not.toHaveProperty("failure");
    expect(story.calls[0]).not.toHaveProperty("id");
  });

  it("quotes an accident without its stack", () => {
    const failure = "Error: the lift is stuck\nbetween floors\n    at steps/lift.ts:3:1\n    at more";
    const story = storyOf([{ status: "FAILED", failure }]);
    expect(story.outcome).toBe("ERROR");
    expect(story.steps[1]?.failure).toBe("Error: the lift is stuck\nbetween floors");
  });

  it("tells the last attempt, and that there were more", () => {
    const story = storyOf([{ status: "FAILED", findings: [broken] }, { findings: [pass("OC-01", verdict)] }]);
    expect(story).toMatchObject({ attempts: 2, outcome: "FLAKY" });
    expect(story.steps.map(({ status }) => status)).toEqual(["PASSED", "PASSED"]);
  });

  it("has no failure where somebody accepted it", () => {
    const waiver = { requirement: "OC-01", reason: "known", owner: "Nadia", until: "2026-12-31" };
    expect(storyOf([{ status: "FAILED", findings: [broken] }], [waiver]).outcome).toBe("WAIVED");
  });

  it("says once, with a count, what was found several times", () => {
    expect(storyOf([{ findings: [pass("OC-01", verdict), pass("OC-01", verdict)] }]).judgements).toMatchObject([
      { times: 2 },
    ]);
  });

  it("cuts a text of endless length", () => {
    const story = storyOf([{ findings: [pass("OC-01", { ...verdict, actual: "x".repeat(50_000) })] }]);
    expect(story.judgements[0]?.actual.length).toBeLessThan(1_100);
  });
});
