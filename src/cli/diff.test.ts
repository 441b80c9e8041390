import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Requirement } from "../verdict/catalogue.ts";
import { sketchAttempt, sketchRun } from "../verdict/run-sketch.fixture.ts";
import { runCommandLine } from "./command-line.ts";
import { openTestSite } from "./test-site.fixture.ts";

let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "stepproof-diff-"));
});

afterEach(() => rm(cwd, { recursive: true }));

async function writeRun(name: string, result: string, scenarios: readonly string[]): Promise<void> {
  const places = scenarios.map((scenario) => ({
    uri: "features/a.feature",
    name: scenario,
    line: 3,
    status: "PASSED",
    attempts: 1,
    requirements: ["OC-01"],
  }));
  const run = {
    schemaVersion: 1,
    stepproof: "0.1.0",
    node: "20",
    seed: "7",
    startedAt: "2026-07-04T11:00:00.000Z",
    finishedAt: "2026-07-04T11:00:09.000Z",
    verdict: "CONFORMANT",
    plan: "full",
    requirements: [{ id: "OC-01", keyword: "MUST", result, scenarios: places, findings: [] }],
    exitCode: 0,
    problems: [],
    notJudged: [],
    waivers: [],
    scenarios: places,
  };
  await mkdir(path.join(cwd, name));
  await writeFile(path.join(cwd, name, "result.json"), JSON.stringify(run));
  await writeFile(path.join(cwd, name, "messages.ndjson"), toMessages(scenarios));
}

/** The messages of a run that judged OC-01 in each of these scenarios, for good. */
function toMessages(scenarios: readonly string[]): string {
  const finding = { requirement: "OC-01", result: "PASS", expected: "a", actual: "a", evidence: [] } as const;
  const attempts = [sketchAttempt({ findings: [finding] })];
  const place = { uri: "features/a.feature", line: 3, tags: ["@OC-01"], attempts };
  const envelopes = sketchRun(scenarios.map((name) => ({ ...place, name })));
  return envelopes.map((envelope) => `${JSON.stringify(envelope)}\n`).join("");
}

const catalogue = [{ id: "OC-01", keyword: "MUST", profile: "base" } as Requirement];

async function stepproof(...args: readonly string[]) {
  const site = openTestSite(cwd, { loadRequirements: async () => catalogue });
  const code = await runCommandLine(args, site);
  return { code, ...site.seen };
}

it("says that two equal runs do not differ: exit 0", async () => {
  await writeRun("old", "PASS", ["one"]);
  expect(await stepproof("diff", "old", "old")).toMatchObject({ code: 0, stdout: "No difference.\n" });
});

it("names what stopped being checked, though everything is green: exit 1", async () => {
  await writeRun("old", "PASS", ["one", "two"]);
  await writeRun("new", "PASS", ["one"]);
  expect(await stepproof("diff", "old", "new")).toMatchObject({
    code: 1,
    stdout: [
      "Stopped being checked",
      "  ! OC-01        judged in 2 scenarios -> judged in 1 scenario",
      "  ! features/a.feature two run -> not run",
      "",
      "2 regressions, 2 differences in all",
      "",
    ].join("\n"),
  });
});

it("holds a certificate against a later run", async () => {
  await writeRun("old", "PASS", ["one"]);
  await writeRun("new", "WARN", ["one"]);
  await stepproof("keygen", "keys");
  expect(await stepproof("sign", "old", "--key", "keys/stepproof.key")).toMatchObject({ code: 0, stderr: "" });
  const { code, stdout } = await stepproof("diff", "old/certificate/envelope.json", "new");
  expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining("  ! OC-01        PASS -> WARN") });
});

it("tells of a place that holds no run", async () => {
  expect(await stepproof("diff", "old", "new")).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/RESULT_UNREADABLE/),
  });
});
