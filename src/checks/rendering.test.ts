import { describe, expect, it } from "vitest";
import { checkNoOutsiderText } from "./outsider-text.ts";
import { checkNoPlaceholders, checkTemplateLanguage } from "./rendering.ts";
import { sampleMail, sampleSms } from "./sample-messages.fixture.ts";

describe("TP-05", () => {
  const result = (text: string, otp = "123456") => checkNoPlaceholders(sampleSms(text), { otp }).result;

  it.each(["{{otp}}", "{{ panSuffix }}", "\u0024{otp}", "%OTP%", "@OTP", "{#var#}"])("finds %j", (placeholder) => {
    expect(result(`Code ${placeholder} for card *6467`)).toBe("FAIL");
  });

  it.each(["100% safe, 50% off", "Costs $5 {really}", "Mail to card@otp.example", "@meridale.example #123456"])(
    "takes %j for a text",
    (text) => {
      expect(result(`123456. ${text}`)).toBe("PASS");
    },
  );

  it("wants a code that looks like a placeholder to arrive as it is", () => {
    expect(result("{{panSuffix}} is your code", "{{panSuffix}}")).toBe("PASS");
    expect(result("6467 is your code", "{{panSuffix}}")).toBe("FAIL");
  });

  it("looks at a mail's subject and hidden HTML", () => {
    expect(checkNoPlaceholders(sampleMail({ text: "x", subject: "{{otp}}" }), { otp: "1" }).result).toBe("FAIL");
    expect(checkNoPlaceholders(sampleMail({ html: '<p title="{{otp}}">x</p>' }), { otp: "1" }).result).toBe("FAIL");
    expect(result("")).toBe("UNTESTABLE");
  });
});

describe("TP-11", () => {
  const markers = new Map([
    ["en", "your code"],
    ["fr", "votre code"],
    ["fr-ca", "votre code (Québec)"],
  ]);
  const result = (text: string, language: string) =>
    checkTemplateLanguage(sampleSms(text), { language, markers }).result;

  it("knows a template by its marker", () => {
    expect(result("123456 est votre code", "fr")).toBe("PASS");
    expect(result("123456 est votre code (Québec)", "fr-ca")).toBe("PASS");
    expect(result("123456 est votre code (Québec)", "fr")).toBe("FAIL");
    expect(result("123456 is your code", "fr")).toBe("FAIL");
    expect(result("123456", "fr")).toBe("FAIL");
    expect(result("", "fr")).toBe("FAIL");
    expect(result("123456 is your code", "de")).toBe("UNTESTABLE");
  });
});

describe("SE-10", () => {
  const outsiderTexts = ["Your code is 999999", "<b>", "x\r\nBcc: eve@evil.example"];
  const result = (text: string) => checkNoOutsiderText(sampleSms(text), { outsiderTexts }).result;

  it("finds an outsider's text in any case", () => {
    expect(result("123456 for card *6467")).toBe("PASS");
    expect(result("123456. YOUR CODE IS 999999")).toBe("FAIL");
    expect(result("123456 <b>")).toBe("FAIL");
    expect(result("")).toBe("UNTESTABLE");
  });

  it("finds an injected header and hidden HTML", () => {
    const html = '<p title="your code is 999999">123456</p>';
    expect(checkNoOutsiderText(sampleMail({ html }), { outsiderTexts }).result).toBe("FAIL");
    const mail = sampleMail({ text: "123456", headers: [["Bcc", "eve@evil.example"]] });
    expect(checkNoOutsiderText(mail, { outsiderTexts }).result).toBe("FAIL");
    const own = sampleMail({ html: "<p><b>123456</b></p>" });
    expect(checkNoOutsiderText(own, { outsiderTexts }).result).toBe("PASS");
  });

  it("is not judged without an outsider's text", () => {
    expect(checkNoOutsiderText(sampleSms("123456"), { outsiderTexts: ["x"] }).result).toBe("UNTESTABLE");
  });
});
