import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkPanSuffix } from "./pan-masking.ts";
import { sampleExpectation, sampleMail, sampleSms } from "./sample-messages.fixture.ts";
import { standsAsSuffix } from "./shown-suffix.ts";

const judge = (text: string) => checkPanSuffix(sampleSms(text), sampleExpectation).result;

describe("PM-01 is not satisfied by", () => {
  it.each([
    ["the suffix elsewhere while another is masked", "123456 for card **9999 (acct 6467)"],
    ["another card's ending, the suffix an amount", "123456 for 6467.50 EUR, card **9999"],
    ["a whole amount beside another card's ending", "123456 for EUR 6467, card ending 9999"],
    ["an ending of whatever, the suffix a reference", "123456: **9999, ref 6467"],
    ["an unmasked ending of another card", "123456: card 9999, order 6467"],
    ["too short an ending", "123456 for card **467 (acct 6467)"],
    ["an amount", "123456 for 6467.50 EUR"],
    ["the decimals of an amount", "123456 for 12.6467 BTC"],
    ["letters around it", "123456, ref A6467B"],
    ["a letter before it", "123456, ref Q6467"],
    ["a letter after it", "123456, ref 6467a"],
  ])("%s", (_, text) => {
    expect(judge(text)).toBe("FAIL");
  });

  it("an ending in one part of a mail", () => {
    const mail = sampleMail({ text: "123456 card **6467", html: "<p>123456 card **9999, <i>6467</i></p>" });
    expect(checkPanSuffix(mail, sampleExpectation).result).toBe("FAIL");
  });
});

describe("PM-01 accuses no right message", () => {
  it.each([
    "123456 for card **6467. Sent to your phone ***0123.",
    "We sent a code to ***0123: 123456. Add card **6467.",
    "Code 123456. Add your card to the phone ending 0123: card ending 6467",
    "123456 for order #1234, card **6467",
    "123456 for your Card 2026 edition, ending in 6467",
    "123456, **6467",
    "123456, card 6467.",
    "123456, card 6467, 10 minutes",
    "123456 Karte 6467,10 Minuten gültig",
    "验证码123456，尾号6467，10分钟内有效",
    "您的卡片尾号6467的验证码123456",
    "123456, karta №6467",
    "123456, Karte Nr6467",
    "123456, cardXX6467",
    "123456 הכרטיס המסתיים ב6467",
    "123456 카드 6467로",
    "123456 **6467-Karte",
    "123456 for INR 9999.00 on card 6467",
  ])("%s", (text) => {
    expect(judge(text)).toBe("PASS");
  });
});

it("no letter of a cased script may touch the suffix, whatever it is", () => {
  fc.assert(
    fc.property(fc.constantFrom(..."abcÄßжЖλΩ"), fc.constantFrom("before", "after"), (letter, side) => {
      const text = side === "before" ? `Ref ${letter}6467` : `Ref 6467${letter}`;
      expect(standsAsSuffix(text, "123456", "6467")).toBe(false);
    }),
  );
});
