import { describe, expect, it } from "vitest";
import type { SmsPart } from "../messages/captured-message.ts";
import { sampleSms } from "./sample-messages.fixture.ts";
import { cutAt, sentSms } from "./sent-sms.fixture.ts";
import {
  checkCodeInOnePart,
  checkNothingIncomplete,
  checkOneSmsPart,
  checkPairsWhole,
  checkPartsConsistent,
} from "./sms-parts.ts";

const code = "123456 is your code. ";
const long = code + "a".repeat(200);
const cyrillic = `123456: код ${"я".repeat(100)}`;

describe("SM-03", () => {
  it("warns of a second part, and of nothing else", () => {
    expect([code, long].map((text) => checkOneSmsPart(sentSms(text)).result)).toEqual(["PASS", "WARN"]);
  });

  it("counts the parts that the centre will cut of what came whole, however many", () => {
    const whole = (text: string) => {
      const part = { index: 1, total: 1, dataCoding: 0, cutByCentre: true, payload: Buffer.from(text), text } as const;
      return sampleSms(text, { parts: [part] });
    };
    expect(checkOneSmsPart(whole(code)).result).toBe("PASS");
    expect(checkOneSmsPart(whole(long))).toMatchObject({ result: "WARN", actual: "2 parts" });
    expect(checkOneSmsPart(whole("a".repeat(153 * 300)))).toMatchObject({ result: "WARN", actual: "300 parts" });
    expect(checkPartsConsistent(whole(long)).result).toBe("PASS");
  });
});

describe("SM-04", () => {
  it.each([code, long, cyrillic, "a".repeat(160), "я".repeat(70)])("holds of what a right sender sends: %#", (text) => {
    expect(checkPartsConsistent(sentSms(text)).result).toBe("PASS");
  });

  it.each<[string, (part: SmsPart) => SmsPart, RegExp]>([
    ["references of their own", (part) => ({ ...part, reference: part.index }), /2 references/],
    ["another total", (part) => ({ ...part, total: 3 }), /do not count 1 to 2/],
    ["one index twice", (part) => ({ ...part, index: 1 }), /do not count 1 to 2/],
    [
      "a part of 154 septets",
      (part) => ({ ...part, payload: Buffer.alloc(154, 0x61) }),
      /part 1 has 154 units, 153 fit/,
    ],
    [
      "a place that cannot be",
      (part) => ({ ...part, misplaced: { reference: 7, total: 0, index: 1 } }),
      /a part that says it is number 1 of 0/,
    ],
  ])("finds %s", (_what, change, fault) => {
    const { result, actual } = checkPartsConsistent(sentSms(long, change));
    expect({ result, actual }).toEqual({ result: "FAIL", actual: expect.stringMatching(fault) });
  });

  it("finds one part that is too long to be one", () => {
    const sms = sentSms(code, (part) => ({ ...part, payload: Buffer.alloc(161, 0x61) }));
    expect(checkPartsConsistent(sms).actual).toMatch(/161 units, 160 fit/);
  });

  it.each([
    ["a 16-bit reference", 7, 152],
    ["a table by single shift", 9, 149],
    ["two tables", 12, 146],
  ])("knows how much a header with %s leaves", (_what, headerOctets, fits) => {
    const withSeptets = (count: number) =>
      sentSms(long, (part) => ({ ...part, headerOctets, payload: Buffer.alloc(count, 0x61) }));
    expect(checkPartsConsistent(withSeptets(fits)).result).toBe("PASS");
    expect(checkPartsConsistent(withSeptets(fits + 1)).result).toBe("FAIL");
  });

  it("finds a message whose parts never all came, of this recipient only", () => {
    const begun = { sequence: 1, source: "Meridale", destination: "447700900123", reference: 1, total: 2, since: 0 };
    const waiting = { ...begun, came: 0, fate: "expired" } as const;
    expect(checkNothingIncomplete([waiting], "+447700900123")).toMatchObject({
      result: "FAIL",
      actual: "0 of 2 parts",
    });
    expect(checkNothingIncomplete([waiting], "+447700900124").result).toBe("PASS");
    expect(checkNothingIncomplete([waiting], "").result).toBe("PASS");
  });
});

const utf16 = (text: string) => Buffer.from(text, "utf16le").swap16();

describe("SM-05", () => {
  it.each([
    ["between an escape and its character", cutAt(Buffer.from([0x61, 0x1b, 0x65]), 2, 0)],
    ["between two surrogates", cutAt(utf16("я😀"), 4, 8)],
  ])("finds a cut %s", (_where, sms) => {
    expect(checkPairsWhole(sms)).toMatchObject({ result: "FAIL", actual: "a character is cut after part 1" });
  });

  it.each([
    ["a vowel sign", cutAt(utf16("की"), 2, 8)],
    ["an accent", cutAt(utf16("e\u0301"), 2, 8)],
    ["a joiner", cutAt(utf16("👩\u200D💻"), 4, 8)],
    ["what a joiner joins", cutAt(utf16("👩\u200D💻"), 6, 8)],
    ["a colour of skin", cutAt(utf16("👍🏽"), 4, 8)],
    ["the other half of a flag", cutAt(utf16("🇸🇪"), 4, 8)],
  ])("only warns of a cut before %s", (_what, sms) => {
    expect(checkPairsWhole(sms)).toMatchObject({
      result: "WARN",
      actual: "a letter is cut from its marks after part 1",
    });
  });

  it("does not mind a line break cut in two, nor marks that no part could hold", () => {
    expect(checkPairsWhole(cutAt(utf16("я\r\nя"), 4, 8)).result).toBe("PASS");
    expect(checkPairsWhole(sentSms(`я${"\u0301".repeat(100)}`)).result).toBe("PASS");
  });

  it("holds of cuts between characters, and has nothing to say of one part", () => {
    expect(checkPairsWhole(cutAt(Buffer.from([0x1b, 0x65, 0x61]), 2, 0)).result).toBe("PASS");
    expect([long, cyrillic].map((text) => checkPairsWhole(sentSms(text)).result)).toEqual(["PASS", "PASS"]);
    expect(checkPairsWhole(sentSms(code)).result).toBe("NOT_APPLICABLE");
  });
});

describe("SM-06", () => {
  it("warns of a code that is cut in two", () => {
    const sms = cutAt(Buffer.from("code 123456 here"), 8, 0);
    expect(checkCodeInOnePart(sms, { otp: "123456" })).toMatchObject({
      result: "WARN",
      actual: "the code is cut in two",
    });
    expect(checkCodeInOnePart(sentSms(long), { otp: "123456" }).result).toBe("PASS");
  });
});
