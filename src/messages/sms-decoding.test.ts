import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StepproofError } from "../errors.ts";
import { decodeSmsText, parseUserData, toSmsEncoding } from "./sms-decoding.ts";

const hex = (octets: string) => Buffer.from(octets.replaceAll(" ", ""), "hex");

describe("data_coding", () => {
  it.each([
    [0x00, "gsm7"],
    [0x01, "ascii"],
    [0x03, "latin1"],
    [0x04, "binary"],
    [0x08, "ucs2"],
    [0xf0, "gsm7"],
    [0xf5, "binary"],
  ])("%i means %s", (dataCoding, encoding) => {
    expect(toSmsEncoding(dataCoding)).toBe(encoding);
  });

  it.each([5, 9, 16, 0xbf])("%i is none that we read", (dataCoding) => {
    expect(toSmsEncoding(dataCoding)).toBeUndefined();
  });
});

describe("reading a payload", () => {
  it.each([
    ["gsm7", "00 1b65 11", "@€_"],
    ["ascii", "40 5f 24", "@_$"],
    ["ascii", "41 e9", "A\ufffd"],
    ["latin1", "e3 40", "ã@"],
    ["ucs2", "65e5 d83d de00", "日😀"],
    ["ucs2", "0041 00", "A\ufffd"],
    ["binary", "31 32 33", "123"],
  ] as const)("as %s: %s is %j", (encoding, octets, text) => {
    expect(decodeSmsText(hex(octets), encoding)).toBe(text);
  });

  it("leaves a cut surrogate pair cut", () => {
    expect(decodeSmsText(hex("d83d"), "ucs2")).toBe("\ud83d");
  });
});

describe("a user data header", () => {
  it("with an 8-bit reference places the part", () => {
    expect(parseUserData(hex("05 00 03 2a 02 01 41"))).toEqual({
      payload: hex("41"),
      headerOctets: 6,
      concatenation: { reference: 0x2a, total: 2, index: 1 },
    });
  });

  it("with a 16-bit reference behind another element places it too", () => {
    expect(parseUserData(hex("0c 05 04 0b84 23f0 08 04 1234 03 02 41"))).toMatchObject({
      concatenation: { reference: 0x1234, total: 3, index: 2 },
    });
  });

  it.each([
    ["05 00 03 2a 02 00 41", { reference: 0x2a, total: 2, index: 0 }],
    ["05 00 03 2a 02 03 41", { reference: 0x2a, total: 2, index: 3 }],
    ["05 00 03 2a 00 00 41", { reference: 0x2a, total: 0, index: 0 }],
    ["06 08 04 1234 00 01 41", { reference: 0x1234, total: 0, index: 1 }],
  ])("whose place cannot be (%s) is set aside: a phone ignores it, a check does not", (octets, misplaced) => {
    expect(parseUserData(hex(octets))).toMatchObject({ payload: hex("41"), misplaced });
    expect(parseUserData(hex(octets)).concatenation).toBeUndefined();
  });

  it.each(["", "05", "05 00 03 2a 02", "03 00 03 2a", "02 00", "01 00"])("cut short (%j) is refused", (octets) => {
    expect(() => parseUserData(hex(octets))).toThrow(expect.objectContaining({ code: "SMS_HEADER_MALFORMED" }));
  });

  it("of whatever octets is either read or refused by a coded error", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (octets) => {
        try {
          expect(parseUserData(Buffer.from(octets)).payload.length).toBeLessThan(octets.length);
        } catch (error) {
          expect(error).toBeInstanceOf(StepproofError);
        }
      }),
    );
  });
});
