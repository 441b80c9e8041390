import { afterEach, describe, expect, it } from "vitest";
import { startTestBed, type TestBed } from "../testbed/start-test-bed.ts";
import { mixFaults } from "./fault-mix.ts";
import { openCrowd } from "./open-crowd.ts";
import { type LoadPlan, runLoad } from "./run-load.ts";
import { isAccountedFor } from "./tally.ts";

const opened: TestBed[] = [];
afterEach(async () => {
  for (const bed of opened.splice(0)) await bed.close();
});

/** Short back-offs: every message has its fate before its person stops waiting. */
const quickly = { tries: 4, firstBackOffMs: 5, longestBackOffMs: 20 };
const outbox = { retries: { "sms-centre": quickly, "mail-server": quickly, issuer: quickly }, answerWithinMs: 10_000 };

async function load({
  size,
  percent,
  ...plan
}: Pick<LoadPlan, "flows"> & Partial<LoadPlan> & { size: number; percent: number }) {
  const bed = await startTestBed({ seed: "load", faults: mixFaults(percent) });
  opened.push(bed);
  const people = await openCrowd(bed, { size, runFile: undefined, settings: { outbox } });
  return runLoad(bed, { people, channels: ["sms", "email"], waitMs: 10_000, ...plan });
}

describe("runLoad", () => {
  it("brings every card to life where nothing goes wrong", async () => {
    const report = await load({ flows: 12, size: 4, percent: 0 });
    expect(report).toMatchObject({
      flows: 12,
      ends: { activated: 12 },
      accounts: { sent: 12, delivered: 12, rest: 0 },
    });
    expect(isAccountedFor(report)).toBe(true);
  });

  it("accounts for every message under faults, and comes to the same ledger with the same seed", async () => {
    const once = await load({ flows: 40, size: 8, percent: 40 });
    const again = await load({ flows: 40, size: 8, percent: 40 });
    expect(isAccountedFor(once)).toBe(true);
    expect(once.ends).not.toEqual({ activated: 40 });
    expect(again.digest).toBe(once.digest);
  });

  it("begins no flow after it was stopped", async () => {
    const stop = new AbortController();
    const onProgress = () => stop.abort();
    const report = await load({ flows: 1_000, size: 2, percent: 0, rate: 50, signal: stop.signal, onProgress });
    expect(report.flows).toBeLessThan(5);
    expect(isAccountedFor(report)).toBe(true);
  });
});
