import { describe, expect, it } from "vitest";
import { checkOtpExtracted, otpExtractors } from "./otp-extractors.ts";
import { sampleSms } from "./sample-messages.fixture.ts";

const [digitPriority, firstLongNumber, contextWord] = otpExtractors.map(({ extract }) => extract);

describe("the digit-priority extractor, the rows of message-rules.md section 6", () => {
  it.each([
    ["123456 is your code to add card ending 9876 to Apple Pay.", "123456"],
    ["23649703 is your code to add card ending 9876 to Apple Pay.", "9876"],
    ["23649703 is your code to add card **9876 to Apple Pay.", "9876"],
    ["Your code is 23649703 for card ending 9876.", "23649703"],
    ["Card ending 9876: your activation code is 23649703", "9876"],
    ["Card ending 9876: your activation code is A1B2C3D4", "9876"],
    ["您的卡片尾号9876，验证码123456，请勿泄露", "123456"],
    ["您的卡片尾号9876，验证码23649703，请勿泄露", "9876"],
    ["Код 23649703 для карты *9876", "9876"],
    ["Your code is 123 456 for card ending 9876", "9876"],
  ])("%s", (text, value) => {
    expect(digitPriority?.(text)).toBe(value);
  });
});

it("the first-long-number extractor misses a mixed code and takes a date before the code", () => {
  expect(firstLongNumber?.("Card 9876: code A1B2C3D4")).toBeUndefined();
  expect(firstLongNumber?.("20260704: code 123456")).toBe("20260704");
});

describe("the context-word extractor, on the same rows and on those of its own rules", () => {
  it.each([
    ["123456 is your code to add card ending 9876 to Apple Pay.", "123456"],
    ["23649703 is your code to add card ending 9876 to Apple Pay.", "23649703"],
    ["23649703 is your code to add card **9876 to Apple Pay.", "23649703"],
    ["Your code is 23649703 for card ending 9876.", "23649703"],
    ["Card ending 9876: your activation code is 23649703", "9876"],
    ["Card ending 9876: your activation code is A1B2C3D4", "9876"],
    ["您的卡片尾号9876，验证码123456，请勿泄露", "9876"],
    ["Код 23649703 для карты *9876", "23649703"],
    ["Your code is 123 456 for card ending 9876", "123456"],
    ["Your code: G-123456", "G123456"],
    ["Your code:123456", "123456"],
    ["Your code is <b>123456</b>", "123456"],
    ["Your code is 123-456.", "123456"],
    ["Your code (123456) is for you", "123456"],
    ["Your code is 1234567890", undefined],
    ["Your code is 123", undefined],
    ["Your code is 12345", "12345"],
    ["Your code is ABCDEF", undefined],
    ["On 04-07-2026 your code is 123456", "123456"],
    ["On 4/7/26 your code is 123456", "123456"],
    ["Your code is 12-34-56", "123456"],
    ["On 2026-07-04 your code is 123456", "123456"],
    ["On 20260704 your code is 123456", "123456"],
    ["Call 202 555 0143 for a code", undefined],
    ["Call 202-555-0143 for a code", undefined],
    ["Call (202) 555-0143, your code is 123456", "123456"],
    [`123456 ${"and so on ".repeat(6)}code`, undefined],
  ])("%s", (text, value) => {
    expect(contextWord?.(text)).toBe(value);
  });
});

it("the context-word extractor reads spaced and dashed codes and passes over dates", () => {
  expect(contextWord?.("Your code is 123 456 for card *9876")).toBe("123456");
  expect(contextWord?.("20260704: your code is A1B2C3D4")).toBe("A1B2C3D4");
  expect(contextWord?.("Hello 123456")).toBeUndefined();
});

describe("OC-07", () => {
  it("passes a code that every extractor finds", () => {
    const text = "123456 is your code to add card ending 9876 to your wallet.";
    expect(checkOtpExtracted(sampleSms(text), { otp: "123456" }).result).toBe("PASS");
  });

  it("warns, never fails, and names the extractor", () => {
    const text = "Card ending 9876: your activation code is 23649703";
    const finding = checkOtpExtracted(sampleSms(text), { otp: "23649703" });
    expect(finding).toMatchObject({ result: "WARN", attribution: "CONFIGURATION" });
    expect(finding.actual).toContain("wrong: digit priority");
    expect(checkOtpExtracted(sampleSms("hello"), { otp: "123456" }).result).toBe("WARN");
  });
});
