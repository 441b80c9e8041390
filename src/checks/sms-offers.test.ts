import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { offersOf } from "./sms-offers.ts";

const values = (text: string) => offersOf({ text }).map(({ value }) => value);

describe("what a phone would offer to fill in", () => {
  it("is named by who reads it, and by the host that it is for", () => {
    const text = "123456 is your code to add card ending 9876 to your wallet.\n@meridale.example #123456";
    expect(offersOf({ text })).toEqual([
      { reader: "digit priority near a keyword", value: "123456" },
      { reader: "first 5-8 digits", value: "123456" },
      { reader: "context word within 50 characters", value: "123456" },
      { reader: "origin-bound line, the draft's grammar", value: "123456", host: "meridale.example" },
      { reader: "origin-bound line, Chromium's parser", value: "123456", host: "meridale.example" },
    ]);
  });

  it("is nothing where there is no code", () => {
    expect(values("You have a request to add your card to Veloria Wallet.")).toEqual(Array(5).fill(undefined));
  });

  it("shows who would take the suffix for the code", () => {
    expect(values("Card ending 9876: your activation code is 23649703").slice(0, 3)).toEqual([
      "9876",
      "23649703",
      "9876",
    ]);
  });

  it("is made of what stands in the text, whatever that is", () => {
    const words = [
      "code",
      "123456",
      "9876",
      "A1B2C3D4",
      "04-07-2026",
      "123 456",
      "@a.example",
      "#12",
      " ",
      "\n",
      "验证码",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words)), (some) => {
        const text = some.join(" ");
        for (const value of values(text)) expect(text.replace(/[ -]/g, "")).toContain(value ?? "");
      }),
    );
  });
});
