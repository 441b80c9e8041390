import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SecretKeeper } from "./secrets.ts";

const knowing = (...secrets: readonly (readonly ["otp" | "pan" | "phone" | "email", string])[]): SecretKeeper => {
  const keeper = new SecretKeeper();
  for (const [kind, value] of secrets) keeper.learn(kind, value);
  return keeper;
};

describe("SecretKeeper", () => {
  it("replaces a secret by its kind and leaves the rest alone", () => {
    const keeper = knowing(["otp", "004217"], ["phone", "+447700900123"]);
    expect(keeper.redact("sent 004217 to +447700900123, 2 parts")).toBe("sent [otp] to [phone], 2 parts");
  });

  it("knows a phone without its plus and in a URL, and a PAN in groups of four", () => {
    const keeper = knowing(["phone", "+447700900123"], ["pan", "4000001234567899"]);
    expect(keeper.redact("447700900123 %2B447700900123")).toBe("[phone] [phone]");
    expect(keeper.redact("4000 0012 3456 7899, 4000-0012-3456-7899")).toBe("[pan], [pan]");
  });

  it("finds an e-mail address in any case", () => {
    expect(knowing(["email", "Nadia@mail.example"]).redact("to <nadia@MAIL.example>")).toBe("to <[email]>");
  });

  it("takes a very short code out only where it stands alone", () => {
    expect(knowing(["otp", "7"]).redact("code 7, 17 July")).toBe("code [otp], 17 July");
  });

  it("takes a short code out where it begins a line of a text in JSON", () => {
    const json = JSON.stringify({ text: "Your code:\n4711", at: "run4711" });
    expect(knowing(["otp", "4711"]).redact(json)).toBe(String.raw`{"text":"Your code:\n[otp]","at":"run4711"}`);
  });

  it("takes the phone out whole although the code is part of it", () => {
    expect(knowing(["otp", "770090"], ["phone", "+447700900123"]).redact("+447700900123")).toBe("[phone]");
  });

  it("never leaves a known secret of five characters or more in a text", () => {
    const secret = fc.stringMatching(/^[0-9A-Za-z]{5,19}$/);
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (value, before, after) => {
        const text = knowing(["otp", value]).redact(`${before}${value}${after}`);
        expect(text.replaceAll("[otp]", "")).not.toContain(value);
      }),
    );
  });

  it("knows nothing after forget", () => {
    const keeper = knowing(["otp", "123456"]);
    keeper.forget();
    expect(keeper.redact("123456")).toBe("123456");
  });
});
