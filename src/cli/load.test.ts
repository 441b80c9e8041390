import { appendFile, cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { LoadReport } from "../load/tally.ts";
import { packageRoot } from "../package-root.ts";
import { load } from "./load.ts";
import { progressLine, renderLoad } from "./load-lines.ts";
import { openTestSite } from "./test-site.fixture.ts";

const report: LoadReport = {
  ...{ flows: 1_200, seconds: 4, ends: { activated: 1_190, "not-delivered": 10 }, digest: "0123456789abcdef0123" },
  activation: { p50: 21.04, p95: 30, p99: 41.96, max: 80 },
  accounts: { sent: 1_200, delivered: 1_190, failed: { refused: 10 }, rest: 0 },
  ...{ lost: 0, doubled: 0, astray: 0 },
};

describe("stepproof load", () => {
  it("says what came out, and that everything is accounted for", () => {
    const lines = renderLoad(report, "s1");
    expect(lines).toContain("EVERY MESSAGE ACCOUNTED FOR");
    expect(lines).toContain("1200 in 4.0 s, 300.0/s");
    expect(lines).toContain("p50 21.0 ms, p95 30.0 ms, p99 42.0 ms, at most 80.0 ms");
    expect(lines).toContain("1200 sent = 1190 delivered + 10 failed (10 refused)");
    expect(renderLoad({ ...report, astray: 1 }, "s1")).toContain("MESSAGES UNACCOUNTED FOR");
    expect(progressLine({ flows: 30, seconds: 2 }, 100)).toBe("30 of 100 flows, 15.0/s");
  });

  it("plays flows on the embedded bed and prints its report as JSON", async () => {
    const site = openTestSite("/");
    expect(await load({ flows: 4, atOnce: 2, seed: "s1", json: true }, site)).toBe(0);
    expect(JSON.parse(site.seen.stdout)).toMatchObject({ seed: "s1", flows: 4, ends: { activated: 4 } });
  });

  it("meets the faults of the run file", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "load-"));
    for (const example of ["init", "meridale-bank"])
      await cp(path.join(packageRoot, "examples", example), folder, { recursive: true });
    const profile = path.join(folder, "stepproof.yaml");
    await appendFile(profile, "\nfaults:\n  - the SMS centre answers ESME_RINVDSTADR to every message\n");
    const site = openTestSite(folder);
    expect(await load({ flows: 4, atOnce: 2, seed: "s1", profile, json: true }, site)).toBe(0);
    const { accounts } = JSON.parse(site.seen.stdout);
    expect(accounts.failed).toEqual({ refused: accounts.sent - accounts.delivered });
    expect(accounts.failed.refused).toBeGreaterThan(0);
    await rm(folder, { recursive: true });
  });
});
