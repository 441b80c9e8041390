import { describe, expect, it } from "vitest";
import type { SmsPart } from "../messages/captured-message.ts";
import { decodeSmsText, toSmsEncoding } from "../messages/sms-decoding.ts";
import { encodeSms } from "../messages/sms-encoding.ts";
import { sampleSms } from "./sample-messages.fixture.ts";
import {
  checkCodeInOnePart,
  checkDataCoding,
  checkNothingIncomplete,
  checkOneSmsPart,
  checkPairsWhole,
  checkPartsConsistent,
} from "./sms-parts.ts";

/** An SMS as a right sender cuts it. */
function sent(text: string, change: (part: SmsPart) => SmsPart = (part) => part) {
  const { dataCoding, parts } = encodeSms(text);
  const reference = parts.length > 1 ? { reference: 7 } : {};
  const captured = parts.map(({ payload }, at) =>
    change({
      index: at + 1,
      total: parts.length,
      ...reference,
      dataCoding,
      payload,
      text: decodeSmsText(payload, toSmsEncoding(dataCoding) ?? "binary"),
    }),
  );
  return sampleSms(captured.map((part) => part.text).join(""), { parts: captured });
}

const code = "123456 is your code. ";
const long = code + "a".repeat(200);
const cyrillic = `123456: код ${"я".repeat(100)}`;

const readAs = (dataCoding: number) => (part: SmsPart) => ({
  ...part,
  dataCoding,
  text: decodeSmsText(part.payload, toSmsEncoding(dataCoding) ?? "binary"),
});

describe("SM-02", () => {
  it.each([code, long, cyrillic])("holds of what a right sender sends: %s", (text) => {
    expect(checkDataCoding(sent(text), { rendered: text }).result).toBe("PASS");
  });

  it.each([
    [code, 8, /octets are GSM 7-bit/],
    [cyrillic, 0, /octets are UCS-2/],
    [code, 3, /data_coding 3/],
    [code, 4, /data_coding 4/],
  ])("finds that %j does not fit data_coding %i", (text, dataCoding, fault) => {
    const { result, actual } = checkDataCoding(sent(text, readAs(dataCoding)), { rendered: text });
    expect({ result, actual }).toEqual({ result: "FAIL", actual: expect.stringMatching(fault) });
  });

  it("finds two codings in one message", () => {
    const mixed = sent(long, (part) => (part.index === 2 ? { ...part, dataCoding: 8 } : part));
    expect(checkDataCoding(mixed, { rendered: long }).actual).toMatch(/data codings 0 and 8/);
  });

  it("leaves a national table that nobody here reads to a person", () => {
    const hindi = sent(code, (part) => ({ ...part, tables: { locking: 6 } }));
    expect(checkDataCoding(hindi, { rendered: code })).toMatchObject({
      result: "REVIEW",
      actual: expect.stringMatching(/Hindi \(locking\)/),
    });
  });
});

describe("SM-03", () => {
  it("warns of a second part, and of nothing else", () => {
    expect([code, long].map((text) => checkOneSmsPart(sent(text)).result)).toEqual(["PASS", "WARN"]);
  });
});

describe("SM-04", () => {
  it.each([code, long, cyrillic, "a".repeat(160), "я".repeat(70)])("holds of what a right sender sends: %#", (text) => {
    expect(checkPartsConsistent(sent(text)).result).toBe("PASS");
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
  ])("finds %s", (_what, change, fault) => {
    const { result, actual } = checkPartsConsistent(sent(long, change));
    expect({ result, actual }).toEqual({ result: "FAIL", actual: expect.stringMatching(fault) });
  });

  it("finds one part that is too long to be one", () => {
    const sms = sent(code, (part) => ({ ...part, payload: Buffer.alloc(161, 0x61) }));
    expect(checkPartsConsistent(sms).actual).toMatch(/161 units, 160 fit/);
  });

  it("finds a message whose parts never all came, of this recipient only", () => {
    const waiting = { source: "Meridale", destination: "447700900123", reference: 1, total: 2, since: 0, parts: [] };
    expect(checkNothingIncomplete([waiting], "+447700900123")).toMatchObject({
      result: "FAIL",
      actual: "0 of 2 parts",
    });
    expect(checkNothingIncomplete([waiting], "+447700900124").result).toBe("PASS");
    expect(checkNothingIncomplete([waiting], "").result).toBe("PASS");
  });
});

/** The same octets, cut where a wrong sender cuts. */
function cutAt(octets: Buffer, at: number, dataCoding: number) {
  const payloads = [octets.subarray(0, at), octets.subarray(at)];
  const parts = payloads.map((payload, index) => ({
    index: index + 1,
    total: 2,
    reference: 7,
    dataCoding,
    payload,
    text: decodeSmsText(payload, toSmsEncoding(dataCoding) ?? "binary"),
  }));
  return sampleSms(parts.map(({ text }) => text).join(""), { parts });
}

const utf16 = (text: string) => Buffer.from(text, "utf16le").swap16();

describe("SM-05", () => {
  it.each([
    ["between an escape and its character", cutAt(Buffer.from([0x61, 0x1b, 0x65]), 2, 0)],
    ["between two surrogates", cutAt(utf16("я😀"), 4, 8)],
    ["before a vowel sign", cutAt(utf16("की"), 2, 8)],
    ["before a joiner", cutAt(utf16("👩\u200D💻"), 4, 8)],
  ])("finds a cut %s", (_where, sms) => {
    expect(checkPairsWhole(sms)).toMatchObject({ result: "FAIL", actual: "a character is cut after part 1" });
  });

  it("holds of cuts between characters, and has nothing to say of one part", () => {
    expect(checkPairsWhole(cutAt(Buffer.from([0x1b, 0x65, 0x61]), 2, 0)).result).toBe("PASS");
    expect([long, cyrillic].map((text) => checkPairsWhole(sent(text)).result)).toEqual(["PASS", "PASS"]);
    expect(checkPairsWhole(sent(code)).result).toBe("NOT_APPLICABLE");
  });
});

describe("SM-06", () => {
  it("warns of a code that is cut in two", () => {
    const sms = cutAt(Buffer.from("code 123456 here"), 8, 0);
    expect(checkCodeInOnePart(sms, { otp: "123456" })).toMatchObject({
      result: "WARN",
      actual: "the code is cut in two",
    });
    expect(checkCodeInOnePart(sent(long), { otp: "123456" }).result).toBe("PASS");
  });
});
