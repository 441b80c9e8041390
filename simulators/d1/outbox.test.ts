import { afterEach, describe, expect, it } from "vitest";
import { StepproofError } from "../../src/errors.ts";
import type { LedgerLine } from "../../src/evidence/ledger.ts";
import { defaultOutbox } from "./outbox-settings.ts";
import { type Answer, OTP, type Stage, setStage, tenant } from "./stage.fixture.ts";

const open: Stage[] = [];
afterEach(() => Promise.all(open.splice(0).map(({ d1 }) => d1.close())));

const failing = (code: string) =>
  new StepproofError(code, "the carrier said no", { hint: "", attribution: "ENVIRONMENT" });

const forNow = "SMS_DEFERRED";
const longest = 60_000;

/** A stage with its card added, whose SMS centre answers the first tries with these failures. */
async function stage(failures: readonly string[], ...given: Parameters<typeof setStage>) {
  const set = await setStage(...given);
  open.push(set);
  const left = [...failures];
  const tried: number[] = [];
  set.sms.before = async () => {
    tried.push(set.clock.now());
    const code = left.shift();
    if (code !== undefined) throw failing(code);
  };
  await set.addCard();
  const pass = async (ms: number) => {
    set.clock.advance(ms);
    await set.d1.idle();
  };
  return { ...set, tried, pass, lines: () => set.d1.ledger.since(0), log: set.lines };
}

const fates = (lines: readonly LedgerLine[]) =>
  lines.map(({ fate }) => (fate.outcome === "failed" ? fate.reason : fate.outcome));
const delivered = ({ errorCode }: Answer) => errorCode === undefined;
const withSms = (retries: Partial<(typeof defaultOutbox)["retries"]["sms-centre"]> | object) => ({
  outbox: {
    ...defaultOutbox,
    retries: { ...defaultOutbox.retries, "sms-centre": { ...defaultOutbox.retries["sms-centre"], ...retries } },
  },
});

describe("a message that is refused for now", () => {
  it("is acknowledged, tried again, and then delivered once (RS-06)", async () => {
    const { deliver, pass, sms, lines } = await stage([forNow, forNow]);
    expect(delivered(await deliver())).toBe(true);
    expect([sms.sent.length, lines()]).toEqual([0, []]);
    await pass(2_000);
    await pass(4_000);
    expect(sms.sent.map(({ text }) => text)).toEqual([expect.stringContaining(OTP)]);
    expect(lines()).toMatchObject([{ carrier: "sms-centre", tries: 3, fate: { outcome: "delivered" } }]);
    expect(lines()[0]?.errorCode).toBeUndefined();
  });

  it("waits ever longer, up to a ceiling, and never the same twice by more than chance allows", async () => {
    const { deliver, pass, tried } = await stage(
      Array(9).fill(forNow),
      withSms({ tries: 9, longestBackOffMs: 10_000 }),
    );
    await deliver({ expirationDateTime: "2026-07-04T23:00:00Z" });
    for (let second = 0; second < 100; second++) await pass(1_000);
    const waits = tried.slice(1).map((at, index) => at - (tried[index] ?? 0));
    expect(waits).toHaveLength(8);
    for (const [index, wait] of waits.entries()) {
      const whole = Math.min(10_000, 2_000 * 2 ** index);
      expect(wait).toBeGreaterThanOrEqual(whole / 2);
      expect(wait).toBeLessThanOrEqual(whole);
    }
  });

  it("is given up after its last try, with the reason in log and ledger", async () => {
    const { deliver, pass, sms, lines, log } = await stage(Array(9).fill(forNow), withSms({ tries: 2 }));
    await deliver();
    await pass(longest);
    await pass(longest);
    expect([sms.sent, fates(lines())]).toEqual([[], ["given-up"]]);
    expect(lines()).toMatchObject([{ tries: 2, errorCode: forNow }]);
    expect(log.at(-1)).toMatch(/^not handed over for \w{32}: given-up \(SMS_DEFERRED\)$/);
  });

  it("is reported at once where D1 is set up to try once (RS-05)", async () => {
    const { deliver, lines } = await stage([forNow], withSms({ tries: 1 }));
    const description = "the message was not delivered: given-up (SMS_DEFERRED)";
    expect(await deliver()).toMatchObject({ errorCode: "INTERNAL_SERVICE_FAILURE", errorDescription: description });
    expect(fates(lines())).toEqual(["given-up"]);
  });

  it("is not tried again when the code will have died by then (LC-01)", async () => {
    const { deliver, pass, tried, lines } = await stage([forNow]);
    const answer = await deliver({ expirationDateTime: "2026-07-04T12:00:01Z" });
    await pass(longest);
    expect([answer.errorCode, tried.length, fates(lines())]).toEqual(["INTERNAL_SERVICE_FAILURE", 1, ["expired"]]);
  });

  it("is not sent when the clock leaps over the code's life meanwhile", async () => {
    const { deliver, pass, tried, lines } = await stage([forNow]);
    await deliver();
    await pass(3_600_000);
    // Whoever leaps over the next try and the expiry finds the code dead.
    expect([tried.length, fates(lines())]).toEqual([1, ["expired"]]);
  });

  it("gives way to a newer request, so that only the newest code goes out (LC-08)", async () => {
    const { deliver, pass, sms, lines } = await stage([forNow]);
    await deliver();
    await deliver({ activationCode: "771100" });
    await pass(longest);
    expect(sms.sent.map(({ text }) => text)).toEqual([expect.stringContaining("771100")]);
    expect(fates(lines())).toEqual(["superseded", "delivered"]);
  });

  it("gives way to a newer request by the other channel", async () => {
    const { deliver, pass, sms, mail } = await stage([forNow]);
    await deliver();
    await deliver({ activationMethod: { type: "EMAIL_TO_CARDHOLDER_ADDRESS", value: "na***@meridale.example" } });
    await pass(longest);
    expect([sms.sent.length, mail.sent.length]).toEqual([0, 1]);
  });

  it("is dropped when the digitization ends meanwhile", async () => {
    const { ask, deliver, pass, sms, lines } = await stage([forNow]);
    await deliver();
    const cancelled = { requestId: "u1", correlationId: "C1", tokenUniqueReference: "T1", status: "DEACTIVATED" };
    await ask("notifyTokenUpdated", cancelled);
    await pass(longest);
    expect([sms.sent, fates(lines())]).toEqual([[], ["ended"]]);
  });

  it("keeps the TSP waiting only as long as is agreed", async () => {
    const { d1, clock, deliver, tried } = await stage([forNow, forNow, forNow], {
      outbox: { ...defaultOutbox, answerWithinMs: 2_500 },
    });
    let isAnswered = false;
    const answered = deliver().then((answer) => {
      isAnswered = true;
      return answer;
    });
    await new Promise(setImmediate);
    expect([tried.length, isAnswered]).toEqual([1, false]);
    clock.advance(2_500);
    expect(delivered(await answered)).toBe(true);
    await d1.idle();
    expect(tried).toHaveLength(2);
  });

  it("is one of a limited number: the next is refused, and said to be", async () => {
    const { addCard, deliver, lines } = await stage([forNow, forNow], {}, { mostWaiting: 1 });
    await deliver();
    await addCard({ correlationId: "C2" });
    const answer = await deliver({ correlationId: "C2", tokenUniqueReference: "T2" });
    expect([answer.errorCode, fates(lines())]).toEqual(["INTERNAL_SERVICE_FAILURE", ["outbox-full"]]);
  });

  it("has a fate even when D1 stops, which it does not keep D1 from", async () => {
    const { d1, deliver, lines } = await stage([forNow]);
    await deliver();
    await d1.close();
    expect(fates(lines())).toEqual(["stopped"]);
  });
});

describe("a message that is not to be tried again", () => {
  it.each([
    ["SMS_REFUSED", "refused"],
    ["SMS_UNANSWERED", "answer-lost"],
    ["SMS_TOO_LONG", "refused"],
  ])("is handed over once and reported: %s", async (code, reason) => {
    const { deliver, pass, tried, lines } = await stage([code]);
    expect(await deliver()).toMatchObject({ errorCode: "INTERNAL_SERVICE_FAILURE" });
    await pass(longest);
    expect([tried.length, fates(lines())]).toEqual([1, [reason]]);
  });

  it("is the one that the issuer does not take, where it was not agreed otherwise", async () => {
    for (const [status, tries, reason] of [
      [503, 1, "given-up"],
      [400, 3, "refused"],
    ] as const) {
      const retries = { ...defaultOutbox.retries, issuer: { ...defaultOutbox.retries.issuer, tries } };
      const managed = { ...tenant, deliveryMode: "issuer-managed", outbox: { ...defaultOutbox, retries } } as const;
      const { issuer, deliver, lines } = await stage([], managed);
      issuer.failing.set("deliverOtp", [status]);
      expect(delivered(await deliver())).toBe(false);
      expect([issuer.of("deliverOtp").length, fates(lines())]).toEqual([1, [reason]]);
    }
  });

  it("is tried again at the issuer where that was agreed and nothing was sent", async () => {
    const retries = { ...defaultOutbox.retries, issuer: { ...defaultOutbox.retries.issuer, tries: 2 } };
    const outbox = { ...defaultOutbox, retries };
    const { issuer, deliver, pass, lines } = await stage([], { deliveryMode: "issuer-managed", outbox });
    issuer.failing.set("deliverOtp", [503]);
    expect(delivered(await deliver())).toBe(true);
    await pass(longest);
    expect([issuer.of("deliverOtp").length, fates(lines())]).toEqual([2, ["delivered"]]);
  });
});

describe("the ledger", () => {
  it("has one line for each request, also for those that never came to a message", async () => {
    const { deliver, lines } = await stage([]);
    await deliver({ requestId: "a" });
    await deliver({ requestId: "a" });
    await deliver({ requestId: "b", correlationId: "C9" });
    await deliver({ requestId: "c", expirationDateTime: "2026-07-04T11:00:00Z" });
    expect(lines().map(({ requestId }) => requestId)).toEqual(["a", "b", "c"]);
    expect(fates(lines())).toEqual(["delivered", "not-accepted", "not-accepted"]);
  });

  it("holds no code and no contact", async () => {
    const { deliver, pass, lines } = await stage([forNow, "SMS_REFUSED"]);
    await deliver();
    await pass(longest);
    expect(JSON.stringify(lines())).not.toMatch(/004217|7700900123|6467/);
  });
});
