import { describe, expect, it } from "vitest";
import { checkExpiryRead, checkExpiryWritten } from "./lifecycle-expiry.ts";
import { sampleSms } from "./sample-messages.fixture.ts";

const AT = Date.UTC(2026, 6, 4, 10);

describe("LC-02, written", () => {
  it.each([
    "2026-07-04T10:00:00Z",
    "2026-07-04T12:00:00+02:00",
    "2026-07-04T10:00:00.000Z",
    "2026-07-04T04:30:00.000-05:30",
  ])("takes %s for ten o'clock UTC", (written) => {
    expect(checkExpiryWritten(written, { expiresAt: AT }).result).toBe("PASS");
  });

  it.each([
    "2026-07-04T10:00:00",
    "2026-07-04T10:00:01Z",
    "2026-07-04T12:00:00Z",
    "2026-07-04T10:00Z",
    "2026-07-04 10:00:00Z",
    "2026-07-04T10:00:00+0000",
    "2026-07-04T10:00:00.00000000+00:00",
    "Sat, 04 Jul 2026 10:00:00 GMT",
    "",
  ])("does not take %j", (written) => {
    expect(checkExpiryWritten(written, { expiresAt: AT }).result).toBe("FAIL");
  });
});

describe("LC-02, read", () => {
  const result = (askedAt: number, errorCode: string | undefined, count: number) =>
    checkExpiryRead({
      expirationDateTime: "2026-07-04T12:00:00.000+02:00",
      askedAt,
      errorCode,
      messages: Array.from({ length: count }, () => sampleSms("123456")),
    }).result;

  it("wants a message before the instant, and a refusal from then on", () => {
    expect(result(AT - 1, undefined, 1)).toBe("PASS");
    expect(result(AT - 1, "INVALID_FIELD_VALUE", 0)).toBe("FAIL");
    expect(result(AT - 1, undefined, 0)).toBe("FAIL");
    expect(result(AT, "INVALID_FIELD_VALUE", 0)).toBe("PASS");
    expect(result(AT, undefined, 1)).toBe("FAIL");
    expect(result(AT, "INVALID_FIELD_VALUE", 1)).toBe("FAIL");
    expect(result(AT, undefined, 0)).toBe("FAIL");
  });
});
