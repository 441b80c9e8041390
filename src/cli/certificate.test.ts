import { mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Result } from "../checks/finding.ts";
import { ManualClock } from "../clock.ts";
import type { Requirement } from "../verdict/catalogue.ts";
import { sketchAttempt, sketchRun } from "../verdict/run-sketch.fixture.ts";
import { runCommandLine } from "./command-line.ts";
import { openTestSite, type TestSite } from "./test-site.fixture.ts";

let cwd: string;
let site: TestSite;
const clock = new ManualClock(Date.parse("2026-07-04T12:00:00Z"));

beforeEach(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "stepproof-certificate-"));
  const catalogue = [{ ...requirement, underTest: "d1", profile: "base" }] as unknown as readonly Requirement[];
  site = { ...openTestSite(cwd, { loadRequirements: async () => catalogue }), clock };
  await mkdir(path.join(cwd, "run"));
  await writeRun({});
  await writeMessages("PASS");
});

afterEach(() => rm(cwd, { recursive: true }));

const scenario = {
  name: "a code",
  uri: "features/a.feature",
  line: 3,
  requirements: ["OC-01"],
  attempts: 1,
  status: "PASSED",
};
const requirement = { id: "OC-01", keyword: "MUST", result: "PASS", scenarios: [scenario], findings: [{}] };

const conformant = {
  schemaVersion: 1,
  stepproof: "0.1.0",
  node: "20.20.2",
  seed: "7",
  startedAt: "2026-07-04T11:00:00.000Z",
  finishedAt: "2026-07-04T11:00:09.000Z",
  issuer: { id: "MERIDALE01", name: "Meridale Bank" },
  verdict: "CONFORMANT",
  plan: "full",
  requirements: [requirement],
  notJudged: [],
  waivers: [],
  scenarios: [scenario],
  problems: [],
};

/** The messages of that run, or of one whose scenario had these findings, an attempt each. */
const writeMessages = (...results: readonly Result[]) => {
  const finding = { requirement: "OC-01", expected: "this", actual: "that", evidence: [] };
  const attempts = results.map((result) =>
    sketchAttempt({ status: result === "FAIL" ? "FAILED" : "PASSED", findings: [{ ...finding, result }] }),
  );
  const envelopes = sketchRun([{ ...scenario, tags: ["@OC-01"], attempts }]);
  return write("run/messages.ndjson", envelopes.map((envelope) => `${JSON.stringify(envelope)}\n`).join(""));
};

const writeRun = (members: object) => write("run/result.json", JSON.stringify({ ...conformant, ...members }));
const write = (name: string, text: string) => writeFile(path.join(cwd, name), text);

async function stepproof(...args: readonly string[]) {
  const [out, err] = [site.seen.stdout.length, site.seen.stderr.length];
  const code = await runCommandLine(args, site);
  return { code, out: site.seen.stdout.slice(out), err: site.seen.stderr.slice(err) };
}

const signed = async (...more: readonly string[]) => {
  await stepproof("keygen", "keys");
  return stepproof("sign", "run", "--key", "keys/stepproof.key", ...more);
};

describe("stepproof keygen", () => {
  it("keeps the private key for its owner, and never replaces one", async () => {
    expect((await stepproof("keygen", "keys")).out).toMatch(/key id +[\w-]{43}\n$/);
    expect((await stat(path.join(cwd, "keys/stepproof.key"))).mode & 0o777).toBe(0o600);
    expect(await stepproof("keygen", "keys")).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^error KEY_EXISTS/),
    });
  });
});

describe("stepproof sign and verify", () => {
  it("signs a conformant run, which the public key verifies", async () => {
    expect(await signed("--days", "30")).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^certificate signed: CONFORMANT, valid until 2026-08-03, key /),
    });
    const verified = await stepproof("verify", "run", "--key", "keys/stepproof.pub");
    expect(verified.code).toBe(0);
    expect(verified.out).toContain("certificate: CONFORMANT for Meridale Bank (MERIDALE01), full plan");
    expect(verified.out).toContain("1 of 1 requirements PASS, 0 waived; no kill score");
  });

  it("says which clauses of the judged rules were not read, and what is not tested", async () => {
    const rows = [
      { id: "OC-01", clause: { name: "section 6", verify: true } },
      { id: "OC-02", clause: { name: "section 7", verified: "2026-11-24" } },
      { id: "OC-03", clause: { name: "section 8", verify: true } },
      { id: "TP-12", notTested: "nobody can" },
    ] as unknown as readonly Requirement[];
    site = { ...openTestSite(cwd, { loadRequirements: async () => rows }), clock };
    await writeRun({ requirements: [requirement, { ...requirement, id: "OC-02" }] });
    await signed();
    const { out } = await stepproof("verify", "run", "--key", "keys/stepproof.pub");
    expect(out).toMatch(/\n {2}not tested: TP-12\n {2}clause not re-read: OC-01\n$/);
    const { statement } = JSON.parse((await stepproof("verify", "run", "--json")).out);
    expect(statement.predicate).toMatchObject({ unreadClauses: ["OC-01"], notTested: ["TP-12"] });
  });

  it("says that a package is intact but untrusted where no key is named: exit 3", async () => {
    await signed();
    expect(await stepproof("verify", "run")).toMatchObject({
      code: 3,
      out: expect.stringMatching(/^INTACT, but signed/),
    });
  });

  it("refuses an altered package and names the file: exit 1", async () => {
    await signed();
    await writeRun({ verdict: "CONFORMANT_WITH_WARNINGS" });
    expect(await stepproof("verify", "run", "--key", "keys/stepproof.pub")).toMatchObject({
      code: 1,
      out: "REFUSED\n  result.json: it was changed\n",
    });
  });

  it("names the kill score that was handed in", async () => {
    await write(
      "kills.json",
      JSON.stringify([
        { mutant: "d1/a", outcome: "killed" },
        { mutant: "d1/b", outcome: "survived" },
      ]),
    );
    await signed("--kills", "kills.json");
    expect((await stepproof("verify", "run", "--key", "keys/stepproof.pub")).out).toContain(
      "1 of 2 wrong systems caught",
    );
  });

  const unfit: readonly [string, object, RegExp][] = [
    ["an incomplete run", { verdict: "INCOMPLETE" }, /the run is INCOMPLETE/],
    ["a filtered plan as the whole", { plan: "filtered" }, /only a part of the plan was run/],
    ["a run that is not conformant", { verdict: "NOT_CONFORMANT" }, /NOT_CONFORMANT/],
    [
      "retries that the result hides",
      { scenarios: [{ ...scenario, attempts: 2 }] },
      /features\/a\.feature:3 passed on a retry/,
    ],
  ];

  it.each(unfit)("gives no certificate to %s", async (_what, members, reason) => {
    await writeRun(members);
    expect(await signed()).toMatchObject({ code: 2, err: expect.stringMatching(reason) });
  });

  it("signs what failed as a report, which says that it is none", async () => {
    await writeRun({ verdict: "NOT_CONFORMANT" });
    expect((await signed("--report")).out).toMatch(/^report signed: NOT_CONFORMANT/);
  });

  it("does not sign an incomplete run as anything", async () => {
    await writeRun({ verdict: "INCOMPLETE" });
    expect((await signed("--report")).code).toBe(2);
  });

  it.each([
    ["a verdict better than its requirements", { requirements: [{ ...requirement, result: "UNTESTABLE" }] }, "PASS"],
    ["a verdict better than the run's problems", { problems: ["summary.md gives away a secret"] }, "PASS"],
    ["a result without the failure that its messages tell", {}, "FAIL"],
  ] as const)("does not sign %s, as a report neither", async (_what, members, told) => {
    await writeRun(members);
    await writeMessages(told);
    expect(await signed("--report")).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^error CERTIFICATE_REFUSED/),
    });
  });

  it("counts a retry that is told of as FLAKY as told", async () => {
    await writeRun({ scenarios: [{ ...scenario, attempts: 2 }], requirements: [{ ...requirement, result: "FLAKY" }] });
    await writeMessages("FAIL", "PASS");
    expect(await signed()).toMatchObject({ err: "", code: 0 });
  });

  it("says which file is no key, and what makes one", async () => {
    await write("not-a-key", "hello");
    const { code, err } = await stepproof("verify", "run", "--key", "not-a-key");
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(/^error KEY_INVALID: .*not-a-key is no public key in PEM; .*keygen/),
    });
  });

  it("says that an unsigned run is unsigned", async () => {
    expect(await stepproof("verify", "run")).toMatchObject({
      code: 2,
      err: expect.stringMatching(/CERTIFICATE_MISSING/),
    });
  });
});
