import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Requirement } from "../verdict/catalogue.ts";
import { runCommandLine } from "./command-line.ts";
import { openTestSite } from "./test-site.fixture.ts";

const row = (id: string, more: Partial<Requirement> = {}): Requirement => ({
  id,
  rule: `The rule of ${id} | holds.`,
  keyword: "MUST",
  underTest: "issuer-backend",
  source: "(2)",
  basis: "documented",
  profile: "base",
  advice: `Mend ${id}.`,
  ...more,
});
const catalogue = [row("OC-01"), row("OC-10", { clause: { name: "section 6", verify: true } }), row("PM-01")];

const untested = (id: string) => row(id, { notTested: "nobody can" });

const feature = `Feature: codes

  @OC-01 @OC-10
  Scenario Outline: a code of <n> digits
    Given a code of <n> digits
    Examples:
      | n |
      | 4 |
      | 6 |

  @OC-01
  Scenario: a code with letters
    Given a code with letters
`;

const earlier = {
  schemaVersion: 1,
  verdict: "NOT_CONFORMANT",
  plan: "full",
  scenarios: [],
  requirements: [{ id: "OC-01", result: "FAIL", scenarios: [{ name: "a", uri: "a", line: 1 }], findings: [] }],
};

let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "stepproof-"));
  await writeFile(path.join(cwd, "a.feature"), feature);
});

afterEach(() => rm(cwd, { recursive: true }));

const type = (...args: readonly string[]) => typeOn(catalogue, ...args);

async function typeOn(rows: readonly Requirement[], ...args: readonly string[]) {
  const site = openTestSite(cwd, { loadRequirements: async () => rows });
  const exitCode = await runCommandLine(args, site);
  return { exitCode, ...site.seen };
}

it("lists the catalogue with the scenarios that claim each requirement", async () => {
  const { exitCode, stdout } = await type("requirements");
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^OC-01 {2}MUST {4}issuer-backend {4}3 {2}The rule of OC-01 \| holds\.$/m);
  expect(stdout).toMatch(
    /3 requirements, 2 with at least one scenario; without one: PM-01\nClause not re-read: OC-10\n$/,
  );
});

it.each([[["--format", "json"]], [["--json"]]])("prints it as JSON for %j", async (options) => {
  const { stdout } = await type("requirements", ...options);
  const counts = JSON.parse(stdout).map(({ id, scenarios }: { id: string; scenarios: number }) => [id, scenarios]);
  expect(counts).toEqual([
    ["OC-01", 3],
    ["OC-10", 2],
    ["PM-01", 0],
  ]);
});

it("prints it as a Markdown table whose cells stay whole", async () => {
  const { stdout } = await type("requirements", "--format", "markdown");
  expect(stdout).toContain(
    "| OC-01 | MUST | The rule of OC-01 \\| holds. | issuer-backend | (2) | documented | 3 |  |",
  );
});

it("names the clauses that were not read", async () => {
  expect((await type("requirements")).stdout).toContain("Clause not re-read: OC-10\n");
  const { stdout } = await type("requirements", "--format", "markdown");
  expect(stdout).toContain("| (2), section 6 (clause not re-read) | documented |");
});

describe("a requirement that is not tested", () => {
  const rows = [row("OC-01", { clause: { name: "section 6", verified: "2026-11-24" } }), untested("TP-12")];

  it("is listed with its reason, and lacks no scenario; a clause that was read is not named", async () => {
    const { stdout } = await typeOn(rows, "requirements");
    expect(stdout.replace(/\s+/g, " ")).toContain("The rule of TP-12 | holds. Not tested: nobody can.");
    expect(stdout).toMatch(/2 requirements, 1 with at least one scenario; not tested: TP-12\n$/);
  });

  it("is not tested rather than not judged in a run", async () => {
    await writeFile(path.join(cwd, "result.json"), JSON.stringify(earlier));
    const { stdout } = await typeOn([...rows, row("PM-01")], "requirements", "--run", ".");
    expect(stdout).toMatch(/^PM-01 .* 0 {2}not judged /m);
    expect(stdout).toMatch(/^TP-12 .* 0 {2}not tested /m);
  });

  it("is explained so, and a clause with the day it was read", async () => {
    expect((await typeOn(rows, "explain", "TP-12")).stdout).toContain("checked by nothing, not tested: nobody can\n");
    expect((await typeOn(rows, "explain", "OC-01")).stdout).toContain("clause     section 6 (read on 2026-11-24)\n");
  });
});

it("shows what an earlier run judged instead", async () => {
  await writeFile(path.join(cwd, "result.json"), JSON.stringify(earlier));
  const { stdout } = await type("requirements", "--run", ".");
  expect(stdout).toMatch(/^OC-01 .* 1 {2}FAIL /m);
  expect(stdout).toMatch(/^OC-10 .* 0 {2}not judged /m);
});

it.each([
  ["is not there", undefined, /^error RESULT_UNREADABLE: /],
  ["is no JSON", "{", /^error RESULT_INVALID: /],
  ["is of another version", '{"schemaVersion":2,"requirements":[]}', /^error RESULT_INVALID: /],
])("refuses a result that %s with exit code 2", async (_case, source, line) => {
  if (source !== undefined) await writeFile(path.join(cwd, "result.json"), source);
  const { exitCode, stderr } = await type("requirements", "--run", ".");
  expect(stderr).toMatch(line);
  expect(exitCode).toBe(2);
});

it.each(["OC-10", "oc10", "@OC-10"])("explains %s: rule, source, scenarios and fix", async (id) => {
  const { exitCode, stdout } = await type("explain", id);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^OC-10 {2}MUST, base profile\n {2}rule {7}The rule of OC-10/);
  expect(stdout).toMatch(/clause {5}section 6 \(not re-read/);
  expect(stdout).toMatch(/checked by 2 scenarios\n {13}a\.feature:8 a code of 4 digits\n {13}a\.feature:9 /);
  expect(stdout).toMatch(/fix {8}Mend OC-10\.\n {2}try {8}stepproof run --tags @OC-10\n$/);
});

it("says of a requirement without scenarios that nothing checks it", async () => {
  expect((await type("explain", "PM-01")).stdout).toContain("checked by no scenario yet");
});

it.each([
  ["OC-11", "Did you mean OC-01, OC-10? stepproof requirements lists them all"],
  ["PM-77", "Did you mean PM-01? "],
  ["nonsense", "; stepproof requirements lists them all"],
])("does not know %s, and suggests", async (id, hint) => {
  const { exitCode, stderr } = await type("explain", id);
  expect(stderr).toContain(`error REQUIREMENT_UNKNOWN: there is no requirement "${id}"`);
  expect(stderr).toContain(hint);
  expect(exitCode).toBe(2);
});
