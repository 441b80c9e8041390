import { describe, expect, it } from "vitest";
import { checkErrorInBody, checkFailureReported, checkLookUpFailure } from "./failure-handling.ts";
import { checkLatestOtpSent, checkNothingAfterExpiry } from "./lifecycle.ts";
import { sampleExchange, silentExchange } from "./sample-exchanges.fixture.ts";
import { sampleMail, sampleSms } from "./sample-messages.fixture.ts";

it("LC-01 wants silence after the expiry, and to have watched it", () => {
  const at = (receivedAt: number) => sampleSms("123456", { receivedAt });
  expect(checkNothingAfterExpiry([at(999)], { expiresAt: 1000, watchedUntil: 2000 }).result).toBe("PASS");
  expect(checkNothingAfterExpiry([], { expiresAt: 1000, watchedUntil: 2000 }).result).toBe("PASS");
  expect(checkNothingAfterExpiry([at(1000)], { expiresAt: 1000, watchedUntil: 2000 }).result).toBe("FAIL");
  expect(checkNothingAfterExpiry([at(999)], { expiresAt: 1000, watchedUntil: 1000 }).result).toBe("UNTESTABLE");
});

describe("LC-08", () => {
  const result = (texts: readonly string[], otps: readonly string[]) =>
    checkLatestOtpSent(
      texts.map((text) => sampleSms(text)),
      { otps },
    ).result;

  it("wants the last code in the newest message, and no older one", () => {
    expect(result(["Code 111222", "Code 333444"], ["111222", "333444"])).toBe("PASS");
    expect(result(["Code 111222", "Code 111222"], ["111222", "111222"])).toBe("PASS");
    expect(result(["Code 111222", "Code 111222"], ["111222", "333444"])).toBe("FAIL");
    expect(result(["Code 111222", "Code 333444, not 111222"], ["111222", "333444"])).toBe("FAIL");
    expect(result(["Code 333444"], ["111222", "333444"])).toBe("FAIL");
    expect(result(["Code 111222"], ["111222"])).toBe("UNTESTABLE");
  });

  it("wants it in each part of a mail", () => {
    const stale = sampleMail({ text: "Code 333444", html: "<p>Code 111222</p>" });
    expect(checkLatestOtpSent([stale, stale], { otps: ["111222", "333444"] }).result).toBe("FAIL");
  });
});

describe("RS-03 and RS-05", () => {
  const failed = { cause: "contact look-up answered 404", messages: [], evidence: ["x1"] };
  const sent = { ...failed, messages: [sampleSms("123456")] };

  it("want an error, and RS-03 no message", () => {
    expect(checkLookUpFailure({ ...failed, errorCode: "INTERNAL_SERVICE_FAILURE" }).result).toBe("PASS");
    expect(checkLookUpFailure(failed).result).toBe("FAIL");
    expect(checkLookUpFailure({ ...sent, errorCode: "INTERNAL_SERVICE_FAILURE" }).result).toBe("FAIL");
    expect(checkFailureReported({ ...failed, errorCode: "INTERNAL_SERVICE_FAILURE" }).result).toBe("PASS");
    expect(checkFailureReported(failed)).toMatchObject({ result: "FAIL", evidence: ["x1"] });
    expect(checkFailureReported({ ...failed, errorCode: "" }).result).toBe("FAIL");
  });
});

it("RS-04 wants the error in the body of a 200", () => {
  const error = { responseId: "R1", errorCode: "INTERNAL_SERVICE_FAILURE" };
  const result = (exchange: Parameters<typeof checkErrorInBody>[0]) =>
    checkErrorInBody(exchange, { cause: "a hang" }).result;
  expect(result(sampleExchange({ json: error }))).toBe("PASS");
  expect(result(sampleExchange({ json: { ...error, errorDescription: "of any kind", later: 1 } }))).toBe("PASS");
  expect(result(sampleExchange({ json: { responseId: "R1" } }))).toBe("FAIL");
  expect(result(sampleExchange({ json: { errorCode: "LATE" } }))).toBe("FAIL");
  expect(result(sampleExchange({ status: 500, body: JSON.stringify(error) }))).toBe("FAIL");
  expect(result(sampleExchange({ body: "no JSON" }))).toBe("FAIL");
  expect(result(silentExchange("HTTP_TIMEOUT"))).toBe("FAIL");
});
