import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parseZone } from "../dns/read-zone.ts";
import { runCommandLine } from "./command-line.ts";
import { startStepproof } from "./running-process.fixture.ts";
import { findShipped } from "./shipped.ts";
import { openTestSite } from "./test-site.fixture.ts";

// One test certifies in a process of its own: more than the usual time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "init-"));
});

afterEach(() => rm(cwd, { recursive: true }));

async function init(...folder: readonly string[]) {
  const site = openTestSite(cwd, findShipped());
  return { exitCode: await runCommandLine(["init", ...folder], site), ...site.seen };
}

const written = async (...names: string[]): Promise<string> => readFile(path.join(cwd, ...names), "utf8");

describe("stepproof init", () => {
  it("writes a run file, a zone, the names of secrets, and templates in four languages", async () => {
    const { exitCode, stdout } = await init("demo");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("stepproof run --profile demo/stepproof.yaml");
    expect((await readdir(path.join(cwd, "demo"))).sort()).toEqual(
      [".env.example", "email.meridale.example.zone", "stepproof.yaml", "templates"].sort(),
    );
    expect((await readdir(path.join(cwd, "demo", "templates"))).sort()).toEqual(["ar", "de", "en", "fr"]);
  });

  it("points the editor at the schema that ships with Stepproof", async () => {
    await init("demo");
    const [, schema = ""] =
      /^# yaml-language-server: \$schema=(.*)\n/.exec(await written("demo", "stepproof.yaml")) ?? [];
    expect(path.resolve(cwd, "demo", schema)).toBe(findShipped().schema);
  });

  it("writes a zone with SPF, DKIM and DMARC, each string short enough for DNS", async () => {
    await init();
    const zone = await written("email.meridale.example.zone");
    expect(parseZone(zone, { file: "zone" }).records).toHaveLength(8);
    for (const record of ["v=spf1 ", "v=DKIM1; ", "v=DMARC1; "]) expect(zone).toContain(`"${record}`);
    const strings = [...zone.matchAll(/"([^"]*)"/g)].map(([, text = ""]) => text.length);
    expect(Math.max(...strings)).toBeLessThanOrEqual(255);
  });

  it.each(["stepproof.yaml", "templates", "email.meridale.example.zone"])(
    "writes nothing where it would overwrite %s",
    async (name) => {
      await writeFile(path.join(cwd, name), "mine");
      const { exitCode, stderr } = await init();
      expect(exitCode).toBe(2);
      expect(stderr).toContain(`error FILE_EXISTS: ${path.join(cwd, name)} is there already`);
      expect(await readdir(cwd)).toEqual([name]);
    },
  );

  it("writes what certifies unchanged: CONFORMANT", async () => {
    await init();
    const out = path.join(cwd, "reports");
    const run = startStepproof(["run", "--profile", path.join(cwd, "stepproof.yaml"), "--json", "--out", out]);
    const exitCode = await run.ended;
    const { verdict, issuer, profile } = JSON.parse(run.stdout);
    expect({ exitCode, verdict, issuer, profile }).toEqual({
      exitCode: 0,
      verdict: "CONFORMANT",
      issuer: { id: "MERIDALE01", name: "Meridale Bank" },
      profile: { path: path.join(cwd, "stepproof.yaml"), digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });
});
