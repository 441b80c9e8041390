import { describe, expect, it } from "vitest";
import { sampleSms } from "./sample-messages.fixture.ts";
import { checkSenderForCountry, checkSenderForm } from "./sms-sender.ts";

const from = (sender: string, senderTon = 5) => sampleSms("a text", { sender, senderTon });

describe("SM-08", () => {
  it.each(["Meridale", "Meridale 24", "A", "7Eleven"])("takes the name %s", (name) => {
    expect(checkSenderForm(from(name)).result).toBe("PASS");
  });

  it.each(["MeridaleBank", "Meridale&Co", "Bänkle", "", "12345678901"])("does not take %j as a name", (name) => {
    expect(checkSenderForm(from(name)).result).toBe("FAIL");
  });

  it("takes a number and a short code", () => {
    expect([from("+12025550199", 1), from("73337", 3)].map((sms) => checkSenderForm(sms).result)).toEqual([
      "PASS",
      "PASS",
    ]);
  });
});

describe("SM-09", () => {
  it.each(["+12025550143", "+14165550143", "+17875550143"])("takes no name for %s", (recipient) => {
    expect(checkSenderForCountry(from("Meridale"), { recipient }).result).toBe("FAIL");
    expect(checkSenderForCountry(from("+12025550199", 1), { recipient }).result).toBe("PASS");
  });

  it("has nothing to say elsewhere", () => {
    expect(checkSenderForCountry(from("Meridale"), { recipient: "+4917604069012" }).result).toBe("NOT_APPLICABLE");
  });
});
