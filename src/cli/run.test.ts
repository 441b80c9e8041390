import { mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Requirement } from "../verdict/catalogue.ts";
import { runCommandLine } from "./command-line.ts";
import { openTestSite } from "./test-site.fixture.ts";

const nodeModules = fileURLToPath(new URL("../../node_modules", import.meta.url));

const feature = `Feature: a code arrives

  @OC-01 @good
  Scenario: the code is right
    Given a finding "PASS" for "OC-01"

  @OC-02 @bad
  Scenario: the code is wrong
    Given a finding "FAIL" for "OC-02"

  @PM-01 @silent
  Scenario: nobody looked
    Given nothing

  @OC-01 @thrown
  Scenario: the step breaks
    Given an accident

  @seeded
  Scenario: the seed
    Given the seed is told
`;

const steps = `import { Given } from "@cucumber/cucumber";
const attach = (world, requirement, result) =>
  world.attach(
    JSON.stringify({ requirement, result, expected: "a", actual: "b", evidence: [] }),
    "application/vnd.stepproof.finding+json",
  );
Given("a finding {string} for {string}", async function (result, requirement) { await attach(this, requirement, result); });
Given("nothing", () => {});
Given("an accident", () => { throw new Error("the lift is stuck"); });
Given("the seed is told", async function () {
  await attach(this, "OC-01", "PASS");
  await this.attach(JSON.stringify(this.parameters), "application/vnd.stepproof.scenario+json");
});
`;

const catalogue = ["OC-01", "OC-02", "PM-01"].map(
  (id) =>
    ({ id, rule: `Rule ${id}`, keyword: "MUST", underTest: "d1", profile: "base", advice: "Mend it." }) as Requirement,
);

let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "stepproof-run-"));
  await symlink(nodeModules, path.join(cwd, "node_modules"));
  await mkdir(path.join(cwd, "features"));
  await writeFile(path.join(cwd, "features", "codes.feature"), feature);
  await writeFile(path.join(cwd, "steps.mjs"), steps);
});

afterEach(() => rm(cwd, { recursive: true }));

async function stepproof(...args: string[]) {
  const site = openTestSite(cwd, {
    features: path.join(cwd, "features"),
    loadRequirements: async () => catalogue,
    steps: { importPaths: [path.join(cwd, "steps.mjs")], loaders: [] },
  });
  const exitCode = await runCommandLine(["run", ...args], site);
  return { exitCode, ...site.seen };
}

const latest = (file: string) => readFile(path.join(cwd, "reports", "latest", file), "utf8");

describe("stepproof run", () => {
  it("is conformant where what was selected holds", async () => {
    const { exitCode, stdout, stderr } = await stepproof("--tags", "@good");
    expect(stdout.trimStart()).toMatch(/^CONFORMANT {2}\(of the selected scenarios only\)\n/);
    expect(stderr).toBe("ok    features/codes.feature: 1 scenario\n");
    expect(exitCode).toBe(0);
  });

  it("is not conformant where a finding fails, though no step did", async () => {
    const { exitCode, stdout } = await stepproof("--tags", "@bad");
    expect(stdout).toMatch(/where +features\/codes\.feature:8 /);
    expect(exitCode).toBe(1);
  });

  it("is incomplete where a tagged requirement got no finding", async () => {
    const { exitCode, stdout } = await stepproof("--tags", "@silent");
    expect(stdout).toMatch(/UNTESTABLE +PM-01/);
    expect(exitCode).toBe(3);
  });

  it("is incomplete where a step broke", async () => {
    const { exitCode, stdout } = await stepproof("--tags", "@thrown");
    expect(stdout).toMatch(/ERROR +OC-01[\s\S]*the lift is stuck/);
    expect(exitCode).toBe(3);
  });

  it("writes every report, and prints result.json where asked to", async () => {
    const { stdout } = await stepproof("--seed", "42", "--json");
    const folder = await readlink(path.join(cwd, "reports", "latest"));
    expect((await readdir(path.join(cwd, "reports", folder))).toSorted()).toEqual([
      "junit.xml",
      "messages.ndjson",
      "report.html",
      "result.json",
      "summary.md",
    ]);
    expect(stdout).toBe(await latest("result.json"));
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      stepproof: "0.1.0",
      node: process.versions.node,
      seed: "42",
      startedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      finishedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      verdict: "NOT_CONFORMANT",
      exitCode: 1,
      plan: "full",
      counts: { scenarios: { total: 5 }, requirements: { total: 3, ERROR: 1, FAIL: 1, UNTESTABLE: 1 } },
    });
    expect(await latest("junit.xml")).toContain("the code is wrong");
    expect(await latest("summary.md")).toContain("NOT CONFORMANT");
  });

  it("hands the seed to the steps", async () => {
    const { stdout } = await stepproof("--tags", "@seeded", "--seed", "42", "--json");
    expect(JSON.parse(stdout).scenarios[0].facts).toEqual([{ seed: "42" }]);
  });

  it("runs the scenario of a line, as the rerun command names it", async () => {
    const { stdout } = await stepproof("features/codes.feature:8", "--json", "--out", "proof");
    expect(JSON.parse(stdout).scenarios).toMatchObject([{ name: "the code is wrong", line: 8 }]);
    expect(await readdir(path.join(cwd, "proof"))).toContain("result.json");
  });

  it("shuffles the scenarios the same way for the same seed", async () => {
    const order = async (...args: string[]) => {
      const { stdout } = await stepproof("--json", "--order", "random", ...args);
      return JSON.parse(stdout).scenarios.map(({ line }: { line: number }) => line);
    };
    const shuffled = await order("--seed", "5");
    expect(await order("--seed", "99", "--order", "random:5")).toEqual(shuffled);
    expect(shuffled).not.toEqual(shuffled.toSorted((a: number, b: number) => a - b));
  });

  it("gives the same verdict from worker processes", async () => {
    const { exitCode } = await stepproof("--tags", "@good or @bad", "--parallel", "2");
    expect(exitCode).toBe(1);
  });

  it("says in one line that the steps cannot be loaded", async () => {
    await writeFile(path.join(cwd, "steps.mjs"), "import './missing.mjs';");
    const { exitCode, stderr } = await stepproof();
    expect(stderr).toMatch(/^error RUN_BROKE: .*missing\.mjs.*\n$/);
    expect(exitCode).toBe(3);
  });
});
