import { describe, expect, it } from "vitest";
import type { Exchange } from "../evidence/journal.ts";
import { checkNoticesWithoutCode, checkNoValidation, checkTypedCodeStays } from "./lifecycle-d1.ts";
import { sampleMail, sampleSms } from "./sample-messages.fixture.ts";

const call = (body: string): Exchange => ({
  id: "x1",
  leg: "tsp-d1",
  at: 0,
  durationMs: 1,
  request: { method: "POST", url: "https://d1.test/notifyServiceActivated", body },
  outcome: { response: { status: 200, headers: {}, body: "{}" } },
});

describe("LC-10", () => {
  it("wants what was typed to go no further than the TSP", () => {
    const result = (...bodies: readonly string[]) =>
      checkTypedCodeStays({ exchanges: bodies.map(call), typed: "482915" }).result;
    expect(result()).toBe("PASS");
    expect(result('{"numberOfActivationAttempts":"2"}')).toBe("PASS");
    expect(result("{}", '{"activationCode":"482915"}')).toBe("FAIL");
    expect(result(`{"code":"${Buffer.from("482915").toString("base64")}"}`)).toBe("FAIL");
  });

  it("wants D1 to refuse, and to say nothing of the code", () => {
    const result = (status: number, body: string) => checkNoValidation({ status, body }).result;
    expect(result(404, '{"errorCode":"INVALID_FIELD_VALUE"}')).toBe("PASS");
    expect(result(200, '{"errorCode":"INVALID_FIELD_VALUE"}')).toBe("PASS");
    expect(result(404, "")).toBe("PASS");
    expect(result(200, '{"result":"SUCCESS"}')).toBe("FAIL");
    expect(result(200, '{"result":"INCORRECT_CODE"}')).toBe("FAIL");
    expect(result(200, "{}")).toBe("FAIL");
    expect(result(400, '{"errorCode":"EXPIRED_CODE"}')).toBe("FAIL");
  });
});

describe("LC-12", () => {
  const result = (...notices: Parameters<typeof checkNoticesWithoutCode>[0]) =>
    checkNoticesWithoutCode(notices, { otps: ["482915", "770134"], count: 1 }).result;

  it("wants no code in any spelling, anywhere in the message", () => {
    expect(result(sampleSms("Your wallet waits for card **6467."))).toBe("PASS");
    expect(result(sampleMail({ text: "Your wallet waits for card **6467.", subject: "Your card" }))).toBe("PASS");
    expect(result(sampleSms("Your code is still 482915."))).toBe("FAIL");
    expect(result(sampleSms("Your code is still 770-134."))).toBe("FAIL");
    expect(result(sampleMail({ text: "Your wallet waits.", subject: "770134" }))).toBe("FAIL");
    expect(result(sampleMail({ text: "Your wallet waits.", html: "<!-- 482915 -->Your wallet waits." }))).toBe("FAIL");
  });

  it("cannot be told without notices or without codes", () => {
    expect(result()).toBe("UNTESTABLE");
    expect(checkNoticesWithoutCode([sampleSms("Hello")], { otps: [], count: 1 }).result).toBe("UNTESTABLE");
  });
});
