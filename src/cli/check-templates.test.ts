import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { packageRoot } from "../package-root.ts";
import { runCommandLine } from "./command-line.ts";
import { openTestSite } from "./test-site.fixture.ts";

const shipped = path.join(packageRoot, "examples", "meridale-bank", "templates");
let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "stepproof-check-"));
  for (const language of ["en", "ru"])
    await cp(path.join(shipped, language), path.join(cwd, "templates", language), { recursive: true });
});

afterEach(() => rm(cwd, { recursive: true }));

async function check(...args: readonly string[]) {
  const site = openTestSite(cwd, { templates: shipped });
  const code = await runCommandLine(["check", "templates", ...args], site);
  return { code, ...site.seen };
}

const write = (name: string, content: string | Buffer) => writeFile(path.join(cwd, "templates", name), content);

it("finds nothing in right templates, and says what each SMS costs at worst", async () => {
  const { code, stdout } = await check("templates");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ {2}en {8}GSM 7-bit +110 +1$/m);
  expect(stdout).toMatch(/^ {2}ru {8}UCS-2 +68 +1$/m);
  expect(stdout).toMatch(/\n\d\d rules hold\.\n$/);
});

it("names file, line and column of every mistake at once, the rule, and what to do: exit 1", async () => {
  await write("en/sms.txt", "Hi {{name}},\n{{otp}}");
  await write("ru/email.txt", Buffer.from([0xff]));
  const { code, stdout } = await check("templates");
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^templates\/en\/sms\.txt:1:4 {2}FAIL TP-04 {2}\{\{name\}\} is not a placeholder\n {4}Write \{\{otp\}\}/m,
  );
  expect(stdout).toMatch(
    /^templates\/ru\/email\.txt:\d+:\d+ {2}FAIL TP-13 {2}it is not UTF-8 here\n {4}Save the file as UTF-8/m,
  );
});

it("only warns of what is merely advised: exit 0", async () => {
  await write("en/sms.txt", "{{otp}} is your code to add card **{{panSuffix}} to your wallet.");
  const { code, stdout } = await check("templates");
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringMatching(/WARN TP-08 .*\n[\s\S]*0 failures, 1 warning/),
  });
});

it("misses a language that must be served", async () => {
  const { code, stdout } = await check("templates", "--languages", "ru,fr-CH");
  expect({ code, stdout }).toEqual({
    code: 1,
    stdout: expect.stringContaining('templates/fr-CH  FAIL TP-01  there are no templates for "fr-CH"'),
  });
});

it("gives the findings as JSON", async () => {
  const { findings, footprints } = JSON.parse((await check("templates", "--json")).stdout);
  expect(findings).toContainEqual(expect.objectContaining({ requirement: "TP-02", result: "PASS" }));
  expect(footprints).toContainEqual(expect.objectContaining({ language: "ru", encoding: "ucs2", units: 68, parts: 1 }));
});

it("judges the shipped templates where no folder is named", async () => {
  expect(await check()).toMatchObject({ code: 0, stdout: expect.stringContaining("  zh ") });
});

it("tells of a folder that is not there: exit 2", async () => {
  expect(await check("elsewhere")).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^error TEMPLATE_FOLDER_UNREADABLE: .*elsewhere/),
  });
});

it("refuses a file of 10 MB without reading it", async () => {
  await write("en/email.txt", Buffer.alloc(10_000_000, "x"));
  expect((await check("templates")).stdout).toContain("FAIL TP-13  it has 10000000 octets, more than 65536");
});
