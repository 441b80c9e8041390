import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkCountryCode, checkEmailAddress, checkLanguage, checkPhoneNumber } from "./contact-patterns.ts";
import { sampleExchange } from "./sample-exchanges.fixture.ts";

const answer = (json: unknown) => sampleExchange({ json });

describe("CD-03", () => {
  const judge = (language: unknown) => checkLanguage(answer({ language })).result;

  it.each(["en-US", "fr-FR", "ar-SA", "de-at", undefined])("accepts %j", (language) =>
    expect(judge(language)).toBe("PASS"),
  );

  it.each(["en", "eng-US", "en_US", "EN-US", "en-USA", "en-UK", "xx-US", "en-US "])("refuses %j", (language) =>
    expect(judge(language)).toBe("FAIL"),
  );
});

describe("CD-04", () => {
  const judge = (countryCode: unknown) =>
    checkCountryCode(answer({ mobilePhoneNumber: { countryCode, phoneNumber: "17604069012" } })).result;

  it.each(["+1", "+49", "+962"])("accepts %s", (countryCode) => expect(judge(countryCode)).toBe("PASS"));

  it.each(["49", "0049", "+049", "+4900", "+49 ", "DE", "+"])("refuses %j", (countryCode) =>
    expect(judge(countryCode)).toBe("FAIL"),
  );

  it("has nothing to say where there is no phone", () => expect(checkCountryCode(answer({})).result).toBe("PASS"));
});

describe("CD-05", () => {
  const judge = (countryCode: string, phoneNumber: string) =>
    checkPhoneNumber(answer({ mobilePhoneNumber: { countryCode, phoneNumber } })).result;

  it.each([
    ["+49", "17604069012"],
    ["+46", "701740651"],
    ["+1", "2025550123"],
    ["+44", "7700900123"],
    ["+33", "639980123"],
    ["49", "17604069012"],
  ])("accepts %s %s", (countryCode, phoneNumber) => expect(judge(countryCode, phoneNumber)).toBe("PASS"));

  it.each([
    ["+49", "017604069012"],
    ["+49", "4917604069012"],
    ["+49", "176 04069012"],
    ["+49", "+4917604069012"],
    ["+49", "١٧٦٠٤٠٦٩٠١٢"],
    ["+49", "17604069012x1"],
    ["+49", "1"],
    ["+49", "123456789012345"],
    ["+1", "0000000000"],
  ])("refuses %s %s", (countryCode, phoneNumber) => expect(judge(countryCode, phoneNumber)).toBe("FAIL"));

  it("never quotes the number", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9+ ]{5,20}$/), (phoneNumber) => {
        const { actual } = checkPhoneNumber(answer({ mobilePhoneNumber: { countryCode: "+49", phoneNumber } }));
        expect(actual).not.toContain(phoneNumber);
      }),
    );
  });
});

describe("CD-06", () => {
  const judge = (email: string) => checkEmailAddress(answer({ email })).result;
  const domain = [60, 60, 59].map((length) => "a".repeat(length)).join(".");

  it.each([
    "nadia@mail.example",
    "nadia+otp@mail.example",
    "n.h@sub.post.example",
    "nádia@mail.example",
    `${"b".repeat(64)}@${domain}.example`,
  ])("accepts %s", (email) => expect(judge(email)).toBe("PASS"));

  it.each([
    "nadia",
    "nadia@",
    "@mail.example",
    "Nadia Haddad <nadia@mail.example>",
    "mailto:nadia@mail.example",
    "nadia@mail.example,omar@mail.example",
    "nadia@mail.example;omar@mail.example",
    " nadia@mail.example",
    "nadia@mail.example\r\nBcc: eve@evil.example",
    `${"b".repeat(65)}@mail.example`,
    `${"b".repeat(64)}@${domain}a.example`,
    `${"é".repeat(33)}@mail.example`,
  ])("refuses %j", (email) => expect(judge(email)).toBe("FAIL"));
});
