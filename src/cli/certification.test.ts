import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createAuthority } from "../pki.ts";
import { openCertification } from "./certification.ts";
import { runCommandLine } from "./command-line.ts";
import { findShipped } from "./shipped.ts";
import { openTestSite } from "./test-site.fixture.ts";

let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "certification-"));
  await runCommandLine(["init"], openTestSite(cwd, findShipped()));
});

afterEach(() => rm(cwd, { recursive: true }));

async function run(...options: readonly string[]) {
  const site = openTestSite(cwd, findShipped());
  return { exitCode: await runCommandLine(["run", "--profile", "stepproof.yaml", ...options], site), ...site.seen };
}

async function change(from: string | RegExp, to: string): Promise<void> {
  const file = path.join(cwd, "stepproof.yaml");
  const source = await readFile(file, "utf8");
  expect(source).toMatch(from);
  await writeFile(file, source.replace(from, to));
}

describe("stepproof run --profile", () => {
  it("tells every mistake of the run file, a line each, and ends with 2 before anything is started", async () => {
    await change("id: MERIDALE01", "id: SHORT");
    await change("sender: Meridale", "sendr: Meridale");
    const { exitCode, stdout, stderr } = await run();
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr.trimEnd().split("\n")).toEqual([
      expect.stringMatching(/^stepproof\.yaml:\d+:7 issuer\.id: found "SHORT", expected 10 characters/),
      expect.stringMatching(/^stepproof\.yaml:\d+:3 sms\.sendr: unknown key, did you mean "sender"\?$/),
      expect.stringMatching(/^error RUN_FILE_INVALID: .* holds 2 mistakes; Correct the lines named above/),
    ]);
  });

  it("refuses worker processes that would share one fixed port", async () => {
    await change(/(?=\ncontacts:)/, "\nsinks: { sms: 18026 }\n");
    const { exitCode, stderr } = await run("--parallel", "2");
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^error SINKS_SHARED: --parallel 2: only one worker can listen on a fixed port/);
  });

  it("runs no scenario against a backend that is dead, and says why", async () => {
    const { key, cert, ca } = await (await createAuthority("bank")).issue({ commonName: "d1" });
    for (const [name, pem] of Object.entries({ key, cert, ca })) await writeFile(path.join(cwd, `${name}.pem`), pem);
    const files = "clientCertificate: cert.pem\n  clientKey: key.pem\n  ca: ca.pem";
    await change("url: embedded", `url: https://127.0.0.1:1\n  clientId: d1\n  clientSecret: hush\n  ${files}`);
    const { exitCode, stderr } = await run();
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^problem backend-connection .*\(ENVIRONMENT\)\nerror NOT_FIT_TO_RUN: /m);
    expect(stderr).not.toContain("hush");
  });
});

it("leaves out the scenarios of every profile that the run file does not turn on", async () => {
  await change(/(?=\ncontacts:)/, "\nprofiles: [psd2]\n");
  const { tags } = await openCertification("stepproof.yaml", { parallel: 0 }, openTestSite(cwd, findShipped()));
  expect(tags).toBe("not @profile-nist-800-63b and not @profile-sms-retriever and not @profile-bulk-sender");
});
