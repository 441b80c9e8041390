import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startIssuer } from "../doctor/issuer-on-trial.fixture.ts";
import { packageRoot } from "../package-root.ts";
import { createAuthority } from "../pki.ts";
import { runCommandLine } from "./command-line.ts";
import { openTestSite } from "./test-site.fixture.ts";

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "stepproof-"));
});
afterEach(() => rm(cwd, { recursive: true }));

async function type(...args: string[]) {
  const site = { ...openTestSite(cwd), env: { CLIENT_SECRET: "a secret of Meridale" } };
  const exitCode = await runCommandLine(["doctor", ...args], site);
  return { exitCode, ...site.seen };
}

async function writeRunFile(url: string): Promise<void> {
  const { key, cert, ca } = await (await createAuthority("Test authority")).issue({ commonName: "d1" });
  for (const [name, pem] of Object.entries({ key, cert, ca })) await writeFile(path.join(cwd, `${name}.pem`), pem);
  const lines = [
    "issuer: { id: MERIDALE01, name: Meridale Bank }",
    "backend:",
    `  url: ${url}`,
    "  clientId: MERIDALE01",
    `  clientSecret: \${CLIENT_SECRET}`,
    "  clientCertificate: cert.pem",
    "  clientKey: key.pem",
    "  ca: ca.pem",
    "endUsers:",
    "  - kind: none",
    "    consumerId: csm_nadia",
    '    cards: [{ pan: "5555555555554444", expiry: "09/31", securityCode: "123", cardId: crd_nadia }]',
    `templates: { folder: "${packageRoot}/examples/meridale-bank/templates" }`,
    "mail: { from: card@email.meridale.example, domain: email.meridale.example }",
  ];
  await writeFile(path.join(cwd, "stepproof.yaml"), `${lines.join("\n")}\n`);
}

it("finds an embedded test bed fit to run", async () => {
  const { exitCode, stdout } = await type();
  expect(stdout).toMatch(/^ok +run-file +\(none\): everything is embedded/);
  expect(stdout).toMatch(/\nFit to run: 3 ok, 0 to watch, 0 to mend, 0 not looked at\n$/);
  expect(exitCode).toBe(0);
});

it("says of a dead backend who must do what, and ends with exit code 2", async () => {
  const issuer = await startIssuer();
  await issuer.close();
  await writeRunFile(issuer.url);
  const { exitCode, stdout, stderr } = await type("--profile", "stepproof.yaml");
  expect(stderr).toBe("");
  const said = stdout.replace(/\s+/g, " ");
  expect(said).toMatch(/^ok run-file stepproof\.yaml: is right: Meridale Bank, 1 End User ok templates /);
  expect(said).toMatch(/ problem backend-connection 127\.0\.0\.1:\d+: nothing listens there \(ECONNREFUSED\) /);
  expect(said).toContain(" at fault: environment to do: Start the issuer backend,");
  expect(said).toMatch(/ not looked at token https:/);
  expect(stdout).not.toContain("a secret of Meridale");
  expect(exitCode).toBe(2);
});

it("prints the same as JSON", async () => {
  const { stdout } = await type("--json");
  expect(JSON.parse(stdout)).toMatchObject([{ step: "run-file" }, { step: "templates" }, { step: "backend" }]);
});

it("names every mistake of a run file and looks no further", async () => {
  await writeFile(path.join(cwd, "stepproof.yaml"), "issuer: 1\n");
  const { exitCode, stdout, stderr } = await type("--profile", "stepproof.yaml");
  expect(stderr).toMatch(/^stepproof\.yaml:1:\d+ /);
  expect(stderr).toContain("error RUN_FILE_INVALID");
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
});
