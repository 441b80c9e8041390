import { describe, expect, it } from "vitest";
import type { SmsPart } from "../messages/captured-message.ts";
import { decodeSmsText, toSmsEncoding } from "../messages/sms-decoding.ts";
import { cutAt, sentSms } from "./sent-sms.fixture.ts";
import { checkDataCoding } from "./sms-coding.ts";
import { checkSmsText } from "./sms-form.ts";

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
    expect(checkDataCoding(sentSms(text), { rendered: text }).result).toBe("PASS");
  });

  it.each([
    [code, 8, /octets are GSM 7-bit/],
    [cyrillic, 0, /octets are UCS-2/],
    [code, 3, /data_coding 3/],
    [code, 4, /data_coding 4/],
  ])("finds that %j does not fit data_coding %i", (text, dataCoding, fault) => {
    const { result, actual } = checkDataCoding(sentSms(text, readAs(dataCoding)), { rendered: text });
    expect({ result, actual }).toEqual({ result: "FAIL", actual: expect.stringMatching(fault) });
  });

  it("finds two codings in one message", () => {
    const mixed = sentSms(long, (part) => (part.index === 2 ? { ...part, dataCoding: 8 } : part));
    expect(checkDataCoding(mixed, { rendered: long }).actual).toMatch(/data codings 0 and 8/);
  });

  it("leaves a national table that nobody here reads to a person", () => {
    const hindi = sentSms(code, (part) => ({ ...part, tables: { locking: 6 } }));
    expect(checkDataCoding(hindi, { rendered: code })).toMatchObject({
      result: "REVIEW",
      actual: expect.stringMatching(/Hindi \(locking\)/),
    });
  });

  it("finds Latin-1 octets that are called GSM 7-bit", () => {
    const sms = cutAt(Buffer.from("cartão 123456", "latin1"), 8, 0);
    expect(checkDataCoding(sms, { rendered: "cartão 123456" })).toMatchObject({
      result: "FAIL",
      actual: "octets above 127, which are no septets; the octets are Latin-1, and data_coding says otherwise",
    });
  });

  it("finds half a unit of UCS-2", () => {
    const { actual } = checkDataCoding(cutAt(Buffer.from("0431043204", "hex"), 2, 8), { rendered: "бв" });
    expect(actual).toMatch(/an odd number of octets/);
  });

  it("takes a message class that is coded in GSM 7-bit", () => {
    expect(checkDataCoding(sentSms(code, readAs(0xf1)), { rendered: code }).result).toBe("PASS");
  });
});

describe("SM-01", () => {
  it("leaves what is written in a table that nobody here reads to a person, and judges all else", () => {
    const hindi = sentSms(code, (part) => ({ ...part, tables: { single: 6 } }));
    expect(checkSmsText(hindi, { rendered: "another text" }).result).toBe("REVIEW");
    const turkish = sentSms(code, (part) => ({ ...part, tables: { single: 1 } }));
    expect(checkSmsText(turkish, { rendered: "another text" }).result).toBe("FAIL");
  });
});
