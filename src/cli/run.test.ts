import { mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Requirement } from "../verdict/catalogue.ts";
import { runCommandLine } from "./command-line.ts";
import type { StepCode } from "./shipped.ts";
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
/** One for all runs of a test: a file is only imported once. */
let stepCode: StepCode;

beforeEach(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "stepproof-run-"));
  await symlink(nodeModules, path.join(cwd, "node_modules"));
  await mkdir(path.join(cwd, "features"));
  await writeFile(path.join(cwd, "features", "codes.feature"), feature);
  await writeFile(path.join(cwd, "steps.mjs"), steps);
  stepCode = { importPaths: [path.join(cwd, "steps.mjs")], loaders: [] };
});

afterEach(() => rm(cwd, { recursive: true }));

const stepproof = (...args: string[]) => command("run", ...args);

const command = (...args: string[]) => commandIn({}, args);

const commandOnGitHub = (summary: string, ...args: string[]) =>
  commandIn({ GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: summary }, args);

async function commandIn(env: Readonly<Record<string, string>>, args: readonly string[]) {
  const site = openTestSite(cwd, {
    features: path.join(cwd, "features"),
    loadRequirements: async () => catalogue,
    steps: stepCode,
  });
  const exitCode = await runCommandLine(args, { ...site, env });
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
    expect(JSON.parse(stdout).scenarios[0].facts).toMatchObject([{ seed: "42" }]);
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

describe("stepproof report", () => {
  it("writes the same reports again from what a run saved, and others, without running anything", async () => {
    await stepproof("--seed", "42", "--out", "proof");
    const again = await command("report", "proof", "--out", "again", "--format", "html,junit,markdown,ctrf");
    expect(again).toMatchObject({ exitCode: 0, stdout: "html, junit, markdown, ctrf written to again\n" });
    const read = (place: string) => readFile(path.join(cwd, place), "utf8");
    for (const file of ["report.html", "junit.xml", "summary.md"]) {
      expect(await read(`again/${file}`)).toBe(await read(`proof/${file}`));
    }
    expect(JSON.parse(await read("again/ctrf.json")).results.summary.tests).toBe(5);
  });

  it.each(["result.json", "messages.ndjson"])("says what to name where there is no %s", async (file) => {
    await stepproof("--tags", "@good", "--out", "proof");
    await rm(path.join(cwd, "proof", file));
    const { exitCode, stderr } = await command("report", "proof");
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(new RegExp(`^error [A-Z_]+: .*proof/${file}.*Name the folder of a run that ended`));
  });
});

describe("stepproof merge", () => {
  it("makes of the shards of a run what one run would have been", async () => {
    const whole = JSON.parse((await stepproof("--seed", "7", "--json")).stdout);
    for (const part of ["1/2", "2/2"]) await stepproof("--shard", part, "--seed", "7", "--out", part.slice(0, 1));
    const merged = JSON.parse((await command("merge", "2", "1", "--json", "--out", "merged")).stdout);
    expect(merged).toMatchObject({ verdict: whole.verdict, plan: "full", counts: whole.counts, exitCode: 1 });
    expect((await command("diff", "merged", "merged")).exitCode).toBe(0);
  });

  it("asks for the seed that all shards share, and for shards that have something to run", async () => {
    expect((await stepproof("--shard", "1/2")).stderr).toMatch(/^error SEED_MISSING/);
    expect((await stepproof("--shard", "9/9", "--seed", "7")).stderr).toMatch(/^error SHARD_EMPTY: .*only 5/);
  });
});

describe("on GitHub", () => {
  it("a run adds its summary to the step's, and its annotations to stderr", async () => {
    const summary = path.join(cwd, "step-summary.md");
    const { stdout, stderr } = await commandOnGitHub(summary, "run", "--tags", "@bad", "--json");
    expect(JSON.parse(stdout).exitCode).toBe(1);
    expect(stderr).toContain("::error file=features/codes.feature,line=8,title=the code is wrong::OC-02");
    expect(await readFile(summary, "utf8")).toContain("# Stepproof: NOT CONFORMANT");
  });
});
