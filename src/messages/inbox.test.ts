import { describe, expect, it } from "vitest";
import { ManualClock } from "../clock.ts";
import type { Arriving, CapturedSms } from "./captured-message.ts";
import { Inbox } from "./inbox.ts";

const sms = (recipient: string, text = "hello"): Arriving<CapturedSms> => ({
  kind: "sms",
  transport: "http",
  recipient,
  sender: "Meridale",
  senderTon: 5,
  destination: { address: recipient.slice(1), ton: 1, npi: 1 },
  encoding: "gsm7",
  text,
  parts: [],
});

const NADIA = "+447700900123";
const OMAR = "+447700900456";
const inbox = (limits = {}) => new Inbox<CapturedSms>(new ManualClock(0), limits);

describe("Inbox", () => {
  it("wakes the waiter of a recipient as soon as the message is filed", async () => {
    const box = inbox();
    const waiting = box.waitFor({ recipient: NADIA }, { timeoutMs: 1_000 });
    box.deliver(sms(OMAR));
    const filed = box.deliver(sms(NADIA));
    expect(await waiting).toBe(filed);
  });

  it("finds what is already there, but not what lies before the cursor", async () => {
    const box = inbox();
    box.deliver(sms(NADIA, "old"));
    const { cursor } = box;
    const fresh = box.deliver(sms(NADIA, "new"));
    expect(await box.waitFor({ recipient: NADIA, after: cursor }, { timeoutMs: 1_000 })).toBe(fresh);
  });

  it("lists the near misses when time is up, without quoting anybody", async () => {
    const box = inbox();
    const waiting = box.waitFor({ recipient: NADIA, matches: () => false }, { timeoutMs: 20 });
    box.deliver(sms(OMAR));
    box.deliver(sms(NADIA));
    const error = await waiting.catch((reason) => reason);
    expect(error).toMatchObject({ code: "INBOX_TIMEOUT" });
    expect(error.message).toContain("sms-1 (another recipient), sms-2 (same recipient, other content)");
    expect(error.message).not.toContain("7700900");
  });

  it("stops waiting when the caller gives up", async () => {
    const giveUp = new AbortController();
    const waiting = inbox().waitFor({}, { timeoutMs: 1_000, signal: giveUp.signal });
    giveUp.abort(new Error("gone"));
    await expect(waiting).rejects.toThrow("gone");
  });

  it("forgets the oldest beyond its count", () => {
    const box = inbox({ maxMessages: 2 });
    for (const text of ["a", "b", "c"]) box.deliver(sms(NADIA, text));
    expect(box.list().map((message) => message.text)).toEqual(["b", "c"]);
  });

  it("forgets what is too old when the next message arrives", () => {
    const clock = new ManualClock(0);
    const box = new Inbox<CapturedSms>(clock, { maxAgeMs: 1_000 });
    box.deliver(sms(NADIA, "old"));
    clock.advance(1_001);
    box.deliver(sms(NADIA, "new"));
    expect(box.list().map((message) => message.text)).toEqual(["new"]);
  });
});
