import { X509Certificate } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCommandLine } from "./command-line.ts";
import { openTestSite } from "./test-site.fixture.ts";

let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "stepproof-pki-"));
});

afterEach(() => rm(cwd, { recursive: true }));

const certificate = async (name: string) => new X509Certificate(await readFile(path.join(cwd, "pems", name)));

describe("stepproof pki", () => {
  it("writes certificates that one authority vouches for, and a stranger's that it does not", async () => {
    expect(await runCommandLine(["pki", "pems"], openTestSite(cwd))).toBe(0);
    const authority = await certificate("ca.pem");
    const [issuer, d1, foreign] = await Promise.all(["issuer.pem", "d1.pem", "foreign-d1.pem"].map(certificate));
    expect(issuer?.verify(authority.publicKey)).toBe(true);
    expect(issuer?.checkIP("127.0.0.1")).toBe("127.0.0.1");
    expect(d1?.verify(authority.publicKey)).toBe(true);
    expect(foreign?.verify(authority.publicKey)).toBe(false);
  });

  it("lets nobody but the owner read a key", async () => {
    await runCommandLine(["pki", "pems"], openTestSite(cwd));
    const keys = (await readdir(path.join(cwd, "pems"))).filter((name) => name.endsWith(".key"));
    expect(keys.sort()).toEqual(["d1.key", "foreign-d1.key", "issuer.key"]);
    for (const name of keys) expect((await stat(path.join(cwd, "pems", name))).mode & 0o777).toBe(0o600);
  });

  it("replaces nothing: one file in the way and none is written", async () => {
    const site = openTestSite(cwd);
    await writeFile(path.join(cwd, "d1.key"), "somebody's");
    expect(await runCommandLine(["pki", "."], site)).toBe(2);
    expect(site.seen.stderr).toMatch(/^error PKI_EXISTS: .*d1\.key is there already/);
    expect(await readdir(cwd)).toEqual(["d1.key"]);
    expect(await readFile(path.join(cwd, "d1.key"), "utf8")).toBe("somebody's");
  });
});
