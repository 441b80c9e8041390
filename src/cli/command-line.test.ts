import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { runCommandLine } from "./command-line.ts";
import { openTestSite } from "./test-site.fixture.ts";

let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "stepproof-"));
  await writeFile(path.join(cwd, "a.feature"), "Feature: a\n\n  @sms\n  Scenario: b\n    Given c\n");
});

afterEach(() => rm(cwd, { recursive: true }));

async function type(...args: string[]) {
  const site = openTestSite(cwd);
  const exitCode = await runCommandLine(args, site);
  return { exitCode, ...site.seen };
}

it.each([
  ["an unknown command", ["rum"], /^error USAGE: unknown command 'rum' \(Did you mean run\?\); /],
  ["an unknown option", ["run", "--tag", "@a"], /^error USAGE: unknown option '--tag' \(Did you mean --tags\?\); /],
  ["a missing value", ["run", "--out"], /^error USAGE: option '--out <folder>' argument missing; /],
  ["a number that is none", ["run", "--parallel", "two"], /^error USAGE: .*It is a whole number from 0 to 64; /],
  ["a seed that would not survive a shell", ["run", "--seed", "a b"], /^error USAGE: .*letters, digits/],
  ["a path that is not there", ["run", "nowhere.feature:3"], /^error PATH_UNKNOWN: .*nowhere\.feature; /],
  [
    "a tag expression with a hole",
    ["run", "--tags", "@a and (@b"],
    /^error TAGS_INVALID: Tag expression .*Unmatched \(; /,
  ],
  ["an order that does not exist", ["run", "--order", "sideways"], /^error ORDER_INVALID: .*"sideways"; /],
  [
    "tags that select nothing",
    ["run", "--tags", "@mail"],
    /^error NO_SCENARIOS: no scenario was selected in .* with the tags @mail; /,
  ],
  [
    "a line without a scenario",
    ["run", "a.feature:99"],
    /^error NO_SCENARIOS: no scenario was selected in a\.feature:99; /,
  ],
  [
    "a port without a name",
    ["up", "--port", "8080"],
    /^error PORT_INVALID: --port 8080 is not NAME=PORT; .*issuer-backend/,
  ],
  [
    "reports that cannot be written",
    ["run", "--out", "a.feature/reports"],
    /^error REPORT_UNWRITABLE: a\.feature\/reports cannot be written \(ENOTDIR\); .*--out/,
  ],
  [
    "an unknown option of up",
    ["up", "--ports", "tsp=1"],
    /^error USAGE: unknown option '--ports' \(Did you mean --port\?/,
  ],
  ["a MailHog that is no URL", ["run", "--mailhog", "localhost:8025"], /^error MAILHOG_INVALID: --mailhog is not /],
  [
    "a MailHog outside this machine",
    ["run", "--mailhog", "http://mailhog.meridale.example:8025"],
    /^error EGRESS_BLOCKED: mailbox -> MailHog: the host "mailhog\.meridale\.example" /,
  ],
  [
    "a MailHog that does not run",
    ["run", "--mailhog", "http://127.0.0.1:1"],
    /^error MAILHOG_UNREACHABLE: .*ECONNREFUSED.*; Check that MailHog runs/,
  ],
])("answers %s with one line on stderr and exit code 2", async (_case, args, line) => {
  const { exitCode, stdout, stderr } = await type(...args);
  expect(stderr).toMatch(line);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
});

it("answers a port in use with its system, its number and what to do", async () => {
  const holder = createServer().listen(0, "127.0.0.1");
  await once(holder, "listening");
  const { port } = holder.address() as AddressInfo;
  const { exitCode, stdout, stderr } = await type("up", "--port", `mail=${port}`);
  holder.close();
  expect(stderr).toMatch(
    new RegExp(
      `^error PORT_IN_USE: mail server \\(HTTP\\): port ${port} on 127\\.0\\.0\\.1 is taken; .*choose another port.*\n$`,
    ),
  );
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
});

it("names file and line of a feature that cannot be read", async () => {
  await writeFile(path.join(cwd, "a.feature"), "Feature: a\n  Scenario: b\n    Given c\n    nonsense\n");
  const { exitCode, stderr } = await type("run");
  expect(stderr).toMatch(/^error FEATURE_INVALID: a\.feature:4: /);
  expect(exitCode).toBe(2);
});

it("leaves no report of a run that could not begin", async () => {
  await type("run", "--tags", "@mail");
  expect(await readdir(cwd)).toEqual(["a.feature"]);
});

it.each(["run", "doctor", "up", "requirements", "explain"])("explains %s with an example", async (command) => {
  const { exitCode, stdout } = await type(command, "--help");
  expect(stdout).toMatch(new RegExp(`Example:\\n  \\$ stepproof ${command} `));
  expect(exitCode).toBe(0);
});

it("prints its version", async () => {
  expect(await type("--version")).toEqual({ exitCode: 0, stdout: "0.1.0\n", stderr: "" });
});

it("takes a bare call for a mistake and shows the commands", async () => {
  const { exitCode, stderr } = await type();
  expect(stderr).toContain("Usage: stepproof");
  expect(exitCode).toBe(2);
});
