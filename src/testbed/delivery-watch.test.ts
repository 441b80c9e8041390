import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createHttpClient } from "../http.ts";
import type { CapturedSms } from "../messages/captured-message.ts";
import { createHttpSmsSender } from "../sending/http-sms-sender.ts";
import { DeliveryWatch, type Patience } from "./delivery-watch.ts";
import { startTestBed, type TestBed } from "./start-test-bed.ts";

const http = createHttpClient({ call: "test" });

let bed: TestBed;
let start: { readonly sms: number; readonly exchanges: number };

beforeAll(async () => {
  bed = await startTestBed();
});

afterAll(async () => {
  http.close();
  await bed.close();
});

beforeEach(() => {
  start = { sms: bed.smsCentre.inbox.cursor, exchanges: bed.journal.cursor };
});

const seen = {
  exchanges: () => bed.journal.since(start.exchanges),
  messages: (): readonly CapturedSms[] => bed.smsCentre.inbox.list({ after: start.sms }),
};

const watching = (patience: Partial<Patience> = {}): DeliveryWatch =>
  new DeliveryWatch(bed, { delivery: 5_000, quiet: 40, ...patience });

function handOver(status: number): void {
  const url = "https://127.0.0.1:1/banking/d1/v1/issuers/MERIDALE01/consumers/csm_1/otp";
  const outcome = { response: { status, headers: {}, body: "" } };
  bed.journal.record({ leg: "d1-issuer", at: 0, durationMs: 1, request: { method: "POST", url }, outcome });
}

/** As a real issuer would, some time after its 204. */
function sendAfter(ms: number): void {
  const sms = createHttpSmsSender({ url: bed.smsCentre.url, request: http.request });
  setTimeout(() => sms.send({ to: "+4917604069012", from: "Meridale", text: "482913" }), ms);
}

async function msToSettle(watch: DeliveryWatch): Promise<number> {
  const started = performance.now();
  await watch.settle(seen);
  return performance.now() - started;
}

describe("DeliveryWatch", () => {
  it("waits for nothing where no code was handed over", async () => {
    expect(await msToSettle(watching({ quiet: 5_000 }))).toBeLessThan(1_000);
  });

  it("waits for the message of an accepted code, and not for the whole budget", async () => {
    const watch = watching();
    handOver(204);
    sendAfter(80);
    expect(await msToSettle(watch)).toBeLessThan(4_000);
    expect(seen.messages()).toHaveLength(1);
  });

  it("sees a second message that follows within the silence", async () => {
    const watch = watching({ quiet: 300 });
    handOver(204);
    sendAfter(0);
    sendAfter(100);
    await watch.settle(seen);
    expect(seen.messages()).toHaveLength(2);
  });

  it("gives up when the budget is spent, and at once when it is asked again", async () => {
    const watch = watching({ delivery: 400 });
    handOver(204);
    expect(await msToSettle(watch)).toBeGreaterThan(350);
    expect(await msToSettle(watch)).toBeLessThan(200);
    expect(seen.messages()).toHaveLength(0);
  });

  it("expects nothing of a code that was refused, but listens for a while", async () => {
    const watch = watching({ quiet: 60 });
    handOver(400);
    const ms = await msToSettle(watch);
    expect(ms).toBeGreaterThan(40);
    expect(ms).toBeLessThan(2_000);
  });
});
