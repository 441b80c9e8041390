import { describe, expect, it } from "vitest";
import { checkDeliverOtp, readExpirationDate } from "./deliver-otp.ts";

const expiresAt = Date.UTC(2026, 9, 13, 14, 0, 0);
const expectation = { otp: "004217", panSuffix: "6467", deliveryChannel: "SMS", expiresAt, evidence: ["x3"] };
const request = (expirationDate: string) => ({
  otp: { value: "004217", expirationDate, reason: "CARD-DIGITIZATION" },
  deliveryChannel: "SMS",
  panSuffix: "6467",
});
const right = request("13/10/2026 14:00:00");

describe("CS-12", () => {
  it.each(["13/10/2026 14:00:00", "2026-10-13T14:00:00Z", "2026-10-13T16:00:00+02:00", "2026-10-13T14:00:00.250Z"])(
    "takes the expiry %j",
    (expirationDate) => {
      expect(checkDeliverOtp(request(expirationDate), expectation).result).toBe("PASS");
    },
  );

  it.each([
    "13/10/2026 15:00:00",
    "10/13/2026 14:00:00",
    "2026-10-13T14:00:00",
    "2026-10-13T14:00:00+02:00",
    "soon",
    "",
  ])("refuses the expiry %j", (expirationDate) => {
    expect(checkDeliverOtp(request(expirationDate), expectation).result).toBe("FAIL");
  });

  it.each([
    ["the channel", { ...right, deliveryChannel: "EMAIL" }],
    ["another card", { ...right, panSuffix: "9911" }],
    ["a long suffix", { ...right, panSuffix: "03436467" }],
    ["a lost zero", { ...right, otp: { ...right.otp, value: "4217" } }],
  ])("catches %s", (_, wrong) => {
    expect(checkDeliverOtp(wrong, expectation)).toMatchObject({ result: "FAIL", evidence: ["x3"] });
  });
});

it("a date that does not exist is no instant", () => {
  expect(readExpirationDate("31/02/2026 10:00:00")).toBeUndefined();
  expect(readExpirationDate("2026-02-30T10:00:00Z")).toBeUndefined();
  expect(readExpirationDate("28/02/2026 25:00:00")).toBeUndefined();
});
