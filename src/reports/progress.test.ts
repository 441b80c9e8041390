import { expect, it } from "vitest";
import { sketchAttempt, sketchRun } from "../verdict/run-sketch.fixture.ts";
import { progressDots, progressLines } from "./progress.ts";

const passing = sketchAttempt({});
const broken = sketchAttempt({ status: "FAILED" });
const judged = sketchAttempt({
  findings: [{ requirement: "OC-01", result: "FAIL", expected: "", actual: "", evidence: [] }],
});

const run = sketchRun([
  { tags: [], uri: "a.feature", attempts: [passing] },
  { tags: [], uri: "b.feature", attempts: [broken] },
  { tags: [], uri: "a.feature", attempts: [judged] },
]);

it("shows a dot for a scenario that passed and an F for one that broke or broke a requirement", () => {
  const written: string[] = [];
  run.forEach(progressDots((text) => written.push(text)));
  expect(written.join("")).toBe(".FF\n");
});

it("writes a plain line a feature once all its scenarios are through", () => {
  const written: string[] = [];
  run.forEach(progressLines((text) => written.push(text)));
  expect(written.join("")).toBe("FAIL  b.feature: 1 scenario, 1 failed\nFAIL  a.feature: 2 scenarios, 1 failed\n");
});

it("counts a retried scenario once", () => {
  const written: string[] = [];
  sketchRun([{ tags: [], uri: "a.feature", attempts: [broken, passing] }]).forEach(
    progressLines((text) => written.push(text)),
  );
  expect(written.join("")).toBe("ok    a.feature: 1 scenario\n");
});

it("does not call a scenario passed that ran no steps", () => {
  const written: string[] = [];
  const empty = sketchRun([{ tags: [], attempts: [passing] }]).filter(({ testStepFinished }) => !testStepFinished);
  empty.forEach(progressDots((text) => written.push(text)));
  expect(written.join("")).toBe("F\n");
});
