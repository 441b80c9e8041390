import { generateKeyPairSync } from "node:crypto";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { packageRoot } from "../package-root.ts";
import { runCommandLine } from "./command-line.ts";
import { openTestSite } from "./test-site.fixture.ts";

const zone = "email.meridale.example.zone";
let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "stepproof-dns-"));
  await cp(path.join(packageRoot, "examples", "init"), cwd, { recursive: true });
});

afterEach(() => rm(cwd, { recursive: true }));

async function check(...args: readonly string[]) {
  const site = openTestSite(cwd);
  const code = await runCommandLine(["dns", "check", ...args], site);
  return { code, ...site.seen };
}

async function edit(from: string, to: string): Promise<void> {
  const source = await readFile(path.join(cwd, zone), "utf8");
  expect(source).toContain(from);
  await writeFile(path.join(cwd, zone), source.replace(from, to));
}

it("shows what is published, and finds nothing in a right zone", async () => {
  const { code, stdout } = await check("--zone", zone, "--sender", "192.0.2.25");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^SPF {6}email\.meridale\.example {2}v=spf1 ip4:192\.0\.2\.25 -all$/m);
  expect(stdout).toMatch(/\nConformant: \d\d rules hold\.\n$/);
});

it("says of a mistake where it stands, what a receiver does and what to paste: exit 1", async () => {
  await edit("-all", "+all");
  const { code, stdout } = await check("--zone", zone);
  expect(code).toBe(1);
  expect(stdout).toContain(`${zone}:19:1  FAIL DZ-05  SPF passes for 203.0.113.99 as well, which is nobody's\n`);
  expect(stdout).toContain("    Anybody may send in the issuer's name");
  expect(stdout).toContain('    + email.meridale.example. 3600 IN TXT "v=spf1 ip4:192.0.2.25 -all"\n');
});

it("takes domain and zone from a run file, and prints the same as JSON", async () => {
  await edit("p=reject", "p=none");
  await mkdir(path.join(cwd, "templates"));
  const { code, stdout } = await check("--profile", "stepproof.yaml", "--json");
  expect(code).toBe(0);
  const { findings } = JSON.parse(stdout);
  const warnings = findings.filter(({ result }: { result: string }) => result === "WARN");
  expect(warnings).toEqual([
    expect.objectContaining({
      requirement: "DZ-11",
      place: `${zone}:27:1`,
      correction: { remove: [expect.stringContaining("p=none")], add: [expect.stringContaining("p=quarantine")] },
    }),
  ]);
});

it("judges nothing that the zone cannot tell, and says which name that is: exit 2", async () => {
  await edit("ip4:192.0.2.25", "include:_spf.d1.example");
  const { code, stdout } = await check("--zone", zone);
  expect(code).toBe(2);
  expect(stdout).toContain("UNTESTABLE DZ-04  the query for TXT of _spf.d1.example ended with REFUSED\n");
  expect(stdout).toContain("Name a resolver as well that knows this name");
});

it("wants a zone file, or a resolver and a domain", async () => {
  for (const args of [[], ["--resolver", "127.0.0.1"]])
    expect(await check(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining("MAIL_DOMAIN_UNKNOWN") });
  expect(await check("--zone", "gone.zone")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("ZONE_UNREADABLE"),
  });
});

it("compares what is published with the key that the run file signs with", async () => {
  await mkdir(path.join(cwd, "templates"));
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  await writeFile(path.join(cwd, "d1.pem"), privateKey.export({ type: "pkcs8", format: "pem" }));
  const runFile = await readFile(path.join(cwd, "stepproof.yaml"), "utf8");
  const naming = (file: string) => runFile.replace("selectors: [meridale1]", `keys: { meridale1: ${file} }`);
  await writeFile(path.join(cwd, "signing.yaml"), naming("d1.pem"));
  const { code, stdout } = await check("--profile", "signing.yaml");
  expect(code).toBe(1);
  expect(stdout).toContain(
    "FAIL DZ-06  meridale1._domainkey.email.meridale.example: it is another key than the one that signs",
  );
  const pasted = /^ {4}\+ (meridale1\._domainkey\..*)$/m.exec(stdout)?.[1] ?? "";
  const own = publicKey.export({ type: "spki", format: "der" }).toString("base64");
  expect(pasted.replaceAll('" "', "")).toContain(`p=${own}`);
  await edit("meridale1._domainkey IN TXT", "old1._domainkey IN TXT");
  await writeFile(path.join(cwd, zone), `${await readFile(path.join(cwd, zone), "utf8")}${pasted}\n`);
  expect((await check("--profile", "signing.yaml")).stdout).toContain("Conformant: ");
  await writeFile(path.join(cwd, "signing.yaml"), naming("nowhere.pem"));
  expect((await check("--profile", "signing.yaml")).stderr).toContain('dns.keys.meridale1: found "nowhere.pem"');
});
