import { describe, expect, it } from "vitest";
import type { CapturedSms } from "../messages/captured-message.ts";
import { parseFlow } from "./flow.ts";
import type { Exchange, Leg } from "./journal.ts";
import { type Conversation, recordFlow } from "./record-flow.ts";
import { SecretKeeper } from "./secrets.ts";

const code = "736154";

const exchange = (id: string, leg: Leg, path: string, body = "{}"): Exchange => ({
  id,
  leg,
  at: 60_000,
  durationMs: 5,
  request: { method: "POST", url: `https://bank.example:8443${path}` },
  outcome: { response: { status: 200, headers: {}, body } },
});

const sms = (text: string, receivedAt = 60_000) =>
  ({
    kind: "sms",
    id: "sms-1",
    sender: "Meridale",
    text,
    receivedAt,
    encoding: "gsm7",
    parts: [{}],
  }) as unknown as CapturedSms;

function flowOf(told: Partial<Conversation>) {
  const keeper = new SecretKeeper();
  keeper.learn("otp", code);
  const [secrets, redact] = [keeper.known(), (text: string) => keeper.redact(text)];
  return recordFlow({ exchanges: [], messages: [], sender: "d1", seenAt: () => 10, secrets, redact, ...told });
}

describe("the flow of a scenario", () => {
  it("names calls by their operation, and how they went by the answer's own word", () => {
    const { calls } = flowOf({
      exchanges: [
        exchange("x1", "d1-issuer", "/any/base/issuers/A1/consumers/csm_secret"),
        exchange("x2", "tsp-d1", "/issuerServices/1/0/deliverActivationCode", '{"errorCode":"CRYPTOGRAPHY_ERROR"}'),
        exchange("x3", "d1-issuer", "/somewhere/s3cret"),
      ],
    });
    expect(calls.map(({ what, status }) => `${what}: ${status}`)).toEqual([
      "Get Consumer Information: 200",
      "deliverActivationCode: 200 CRYPTOGRAPHY_ERROR",
      "POST: 200",
    ]);
    expect(JSON.stringify(calls)).not.toMatch(/secret|A1|s3cret/);
  });

  it("tells of a call that failed by its code", () => {
    const failed = { ...exchange("x1", "issuer-sms", "/sms"), outcome: { error: { code: "HTTP_TLS", message: "…" } } };
    expect(flowOf({ exchanges: [failed] }).calls[0]).toMatchObject({ what: "submit SMS", status: "HTTP_TLS" });
  });

  it("has the outer call before those that it led to, and a message where it came", () => {
    const ended = new Map([
      ["x1", 20],
      ["x2", 50],
      ["sms-1", 30],
    ]);
    const outer = { ...exchange("x2", "tsp-d1", "/deliverActivationCode"), durationMs: 45 };
    const inner = exchange("x1", "d1-issuer", "/consumers/c1");
    const { calls } = flowOf({
      exchanges: [inner, outer],
      messages: [sms("Hello", 61_400)],
      seenAt: (id) => ended.get(id) ?? 0,
    });
    expect(calls.map(({ id, at }) => [id, at])).toEqual([
      ["x2", 0],
      ["x1", 0],
      ["sms-1", 1],
    ]);
  });

  it.each([
    ["as it is", `Your code is ${code}.`, "Your code is [otp]."],
    ["spread out", "Your code is 736 154.", "Your code is [otp]."],
    ["in dots", "Your code is 7.3.6.1.5.4", "Your code is [otp]"],
    ["cut short", "Your code is 73615, card 4217", "Your code is 00000, card 0000"],
    ["in other digits", "رمزك ٧٣٦١٥٤", "رمزك 000000"],
  ])("never quotes a code %s", (_how, text, shown) => {
    expect(flowOf({ messages: [sms(text)] }).calls[0]?.text).toBe(shown);
  });

  it("stays short, and says how many calls it left out of the middle", () => {
    const exchanges = Array.from({ length: 100 }, (_, index) =>
      exchange(`x${index}`, "tsp-d1", "/issuerServices/1/0/authorizeService"),
    );
    const flow = flowOf({ exchanges, messages: [sms("x".repeat(5_000))] });
    expect(JSON.stringify(flow).length).toBeLessThan(1_500);
    expect(flow.omitted?.calls).toBe(101 - flow.calls.length);
    expect([flow.calls[0]?.id, flow.calls.at(-1)?.id]).toEqual(["x0", "sms-1"]);
    expect(parseFlow(JSON.parse(JSON.stringify(flow)))).toEqual(flow);
  });
});
