import { execFileSync, spawnSync } from "node:child_process";
import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseZone } from "../dns/read-zone.ts";
import { runCommandLine } from "./command-line.ts";
import { openTestSite } from "./test-site.fixture.ts";

const domain = "email.bank.example";
let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "stepproof-dns-"));
});

afterEach(() => rm(cwd, { recursive: true }));

async function records(...args: readonly string[]) {
  const site = openTestSite(cwd);
  const exitCode = await runCommandLine(["dns", "records", ...args], site);
  return { exitCode, ...site.seen };
}

async function writePem(name: string, modulusLength: number): Promise<void> {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength });
  await writeFile(path.join(cwd, name), privateKey.export({ type: "pkcs8", format: "pem" }));
}

describe("stepproof dns records", () => {
  it("says what each record is for, what is assumed, and what is left to be filled in", async () => {
    const { exitCode, stdout } = await records("--domain", domain);
    expect(exitCode).toBe(0);
    for (const purpose of ["DKIM: ", "SPF: ", "the return path: ", "DMARC: "]) expect(stdout).toContain(purpose);
    expect(stdout).toContain("Thales's own record set is not public");
    expect(stdout).toContain("PLACEHOLDER: nobody has the private key of selector stepproof1");
    expect(stdout).toContain("PLACEHOLDER: 192.0.2.25 sends nothing");
  });

  it("writes a fragment that our reader takes, with every string short enough", async () => {
    const { stdout } = await records("--domain", domain, "--format", "zone");
    const zone = parseZone(stdout, { file: "fragment" });
    expect(zone.origin).toBe(domain);
    expect(zone.records.map(({ owner, content }) => `${content.type} ${owner}`)).toEqual([
      `TXT stepproof1._domainkey.${domain}`,
      `TXT ${domain}`,
      `MX ${domain}`,
      `A mx.${domain}`,
      `TXT _dmarc.${domain}`,
    ]);
    const lengths = zone.records.flatMap(({ content }) =>
      content.type === "TXT" ? content.strings.map(({ length }) => length) : [],
    );
    expect(Math.max(...lengths)).toBe(255);
  });

  it.each([[], ["--whole"]])("is found conformant by dns check when fed back %j", async (...whole) => {
    const given = ["--selector", "bank1", "--selector", "bank2", "--sender", "192.0.2.77"];
    const { stdout } = await records("--domain", domain, ...given, "--format", "zone", ...whole);
    await writeFile(path.join(cwd, "bank.zone"), stdout);
    const site = openTestSite(cwd);
    const exitCode = await runCommandLine(["dns", "check", "--zone", "bank.zone", "--sender", "192.0.2.77"], site);
    expect(site.seen.stdout).toContain("Conformant: ");
    expect(exitCode).toBe(0);
  });

  it.skipIf(spawnSync("named-checkzone", ["-v"]).error !== undefined)(
    "loads as a whole zone in named-checkzone (skipped where that is not installed)",
    async () => {
      const { stdout } = await records("--domain", domain, "--format", "zone", "--whole");
      await writeFile(path.join(cwd, "bank.zone"), stdout);
      expect(execFileSync("named-checkzone", [domain, path.join(cwd, "bank.zone")], { encoding: "utf8" })).toMatch(
        /OK/,
      );
    },
  );

  it("points selectors to the keys of whoever signs", async () => {
    const { stdout } = await records("--domain", domain, "--cname", "sender.example", "--format", "json");
    const { records: found, notes } = JSON.parse(stdout);
    expect(found[0].record.content).toEqual({ type: "CNAME", target: "stepproof1._domainkey.sender.example" });
    expect(found.filter(({ need }: { need: string }) => need === "optional")).toHaveLength(3);
    expect(notes.join()).not.toContain("private key");
  });

  it("makes a key that its owner alone can read, publishes its public half, and never replaces it", async () => {
    const args = ["--domain", domain, "--new-key", "bank.key", "--format", "zone"];
    const { stdout } = await records(...args);
    const pem = await readFile(path.join(cwd, "bank.key"), "utf8");
    const published = createPublicKey(pem).export({ type: "spki", format: "der" }).toString("base64");
    expect((await stat(path.join(cwd, "bank.key"))).mode & 0o777).toBe(0o600);
    expect(stdout.replaceAll('" "', "")).toContain(`p=${published}`);
    expect(stdout).not.toContain("private key");
    const again = await records(...args);
    expect(again).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/^error DKIM_KEY_EXISTS: /) });
    expect(await readFile(path.join(cwd, "bank.key"), "utf8")).toBe(pem);
  });

  it.each([
    [["--domain", "nodot"], 'DNS_SETTING_INVALID: --domain "nodot" is not the name of a host'],
    [[], "DNS_SETTING_INVALID: --domain is missing"],
    [["--domain", domain, "--selector", "a.b"], 'DNS_SETTING_INVALID: the selector "a.b" is not one label'],
    [["--domain", domain, "--sender", "mta"], 'DNS_SETTING_INVALID: --sender "mta" is not an IP address'],
    [["--domain", domain, "--mail-from", "other.example"], "is not within email.bank.example"],
    [["--domain", domain, "--key", "nowhere.pem"], /DKIM_KEY_UNREADABLE: .*nowhere\.pem cannot be read \(ENOENT\)/],
    [["--domain", domain, "--key", "short.pem"], /DKIM_KEY_UNFIT: .*short\.pem has 1024 bits, under 2048/],
    [["--domain", domain, "--key", "words.pem"], /DKIM_KEY_UNREADABLE: .*words\.pem holds no key/],
  ])("refuses %j in one line that says what to do", async (args, complaint) => {
    await writePem("short.pem", 1024);
    await writeFile(path.join(cwd, "words.pem"), "no key");
    const { exitCode, stdout, stderr } = await records(...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(complaint);
    expect(stderr.trimEnd()).toMatch(/^error [^\n]+; [^\n]+$/);
  });
});

it("reads a run file that stepproof init wrote, whose zone dns check finds conformant", async () => {
  const examples = path.resolve(import.meta.dirname, "../../examples");
  const shipped = {
    starter: path.join(examples, "init"),
    templates: path.join(examples, "meridale-bank/templates"),
    schema: path.join(cwd, "schema.json"),
  };
  await writeFile(shipped.schema, "{}");
  expect(await runCommandLine(["init", "bank"], openTestSite(cwd, shipped))).toBe(0);
  const profile = ["--profile", "bank/stepproof.yaml"];
  const { stdout } = await records(...profile);
  expect(stdout).toContain("meridale1._domainkey.email.meridale.example");
  const site = openTestSite(cwd);
  expect(await runCommandLine(["dns", "check", ...profile], site)).toBe(0);
  expect(site.seen.stdout).toContain("Conformant: ");
});
