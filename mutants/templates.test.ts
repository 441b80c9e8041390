import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Finding } from "../src/checks/finding.ts";
import { judgeTemplateFolder } from "../src/checks/judge-templates.ts";
import { packageRoot } from "../src/package-root.ts";
import { scanTemplateFolder } from "../src/templates/scan-template-folder.ts";
import { usualExpectation } from "../src/testbed/template-expectation.ts";
import type { TemplateFiles } from "./template.ts";
import { templateMutants } from "./templates.ts";

const shipped = path.join(packageRoot, "examples", "meridale-bank", "templates");
let place: string;
let files: TemplateFiles;

beforeAll(async () => {
  place = await mkdtemp(path.join(tmpdir(), "stepproof-templates-"));
  const names = (await readdir(shipped, { recursive: true })).filter((name) => /\.(txt|html)$/.test(name));
  files = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(path.join(shipped, name))])),
  );
});

afterAll(() => rm(place, { recursive: true }));

/** The languages that an edit has touched, the default one and another: the rest is known to be right. */
function touched(edited: TemplateFiles): TemplateFiles {
  const isSame = (name: string) => String(edited[name]) === String(files[name]);
  const names = [...Object.keys(files), ...Object.keys(edited)].filter((name) => !isSame(name));
  const languages = new Set(["en", "de", ...names.map((name) => name.split("/")[0])]);
  return Object.fromEntries(Object.entries(edited).filter(([name]) => languages.has(name.split("/")[0])));
}

async function judge(edited: TemplateFiles, name: string): Promise<readonly Finding[]> {
  const folder = path.join(place, name);
  for (const [file, content] of Object.entries(edited)) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), content);
  }
  return judgeTemplateFolder(await scanTemplateFolder(folder), usualExpectation);
}

const brokenIn = (findings: readonly Finding[]) =>
  findings.filter(({ result }) => result !== "PASS" && result !== "NOT_APPLICABLE");

describe("templates", () => {
  it.each(["meridale-bank", "separate-issuer"])("of %s are accused of nothing", async (issuer) => {
    const folder = await scanTemplateFolder(path.join(packageRoot, "examples", issuer, "templates"));
    expect(brokenIn(judgeTemplateFolder(folder, usualExpectation))).toEqual([]);
  });

  it("are wrong in at least 40 ways", () => {
    expect(templateMutants.length).toBeGreaterThanOrEqual(40);
    expect(new Set(templateMutants.map(({ id }) => id)).size).toBe(templateMutants.length);
  });

  it.each(templateMutants)("$id: $caughtBy catches it, and nothing else is accused", async (mutant) => {
    const broken = brokenIn(await judge(touched(mutant.edit(files)), mutant.id.replace("/", "-")));
    const { caughtBy, alsoBreaks = [] } = mutant;
    expect([...new Set(broken.map(({ requirement }) => requirement))].sort()).toEqual([caughtBy, ...alsoBreaks].sort());
    for (const { place: where, hint } of broken)
      expect({ where, hint }).toEqual({ where: expect.any(String), hint: expect.stringMatching(/\w/) });
  });
});
