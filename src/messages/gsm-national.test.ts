import { describe, expect, it } from "vitest";
import { fromSeptets } from "./gsm-alphabet.ts";
import { unreadTables } from "./gsm-national.ts";
import { decodeSmsText, parseUserData } from "./sms-decoding.ts";

const ESC = 0x1b;

describe("national tables", () => {
  it("reads Turkish by locking and by single shift", () => {
    expect(fromSeptets(Buffer.from([0x4b, 0x61, 0x72, 0x74, 0x07, 0x6e, 0x07, 0x7a, 0x07]), { locking: 1 })).toBe(
      "Kartınızı",
    );
    expect(fromSeptets(Buffer.from([ESC, 0x53, ESC, 0x69, ESC, 0x65]), { single: 1 })).toBe("Şı€");
  });

  it("reads Spanish by single shift, and the usual extension beside it", () => {
    expect(fromSeptets(Buffer.from([0x63, ESC, 0x6f, 0x64, 0x69, 0x67, 0x6f, ESC, 0x65]), { single: 2 })).toBe(
      "código€",
    );
  });

  it("reads Portuguese by both", () => {
    expect(fromSeptets(Buffer.from([0x63, 0x61, 0x72, 0x74, 0x7b, 0x6f, ESC, 0x61]), { locking: 3, single: 3 })).toBe(
      "cartãoÂ",
    );
    expect(fromSeptets(Buffer.from([0x04, 0x09, 0x17, 0x18, 0x24]), { locking: 3 })).toBe("êç\\€º");
  });

  it("leaves digits where they are in every table: a code reads the same", () => {
    const digits = Buffer.from("0123456789");
    for (const locking of [1, 3]) expect(fromSeptets(digits, { locking, single: locking })).toBe("0123456789");
  });

  it("says which table it cannot read", () => {
    expect(unreadTables({ locking: 6, single: 13 })).toEqual(["Hindi (locking)", "Urdu (single shift)"]);
    expect(unreadTables({ locking: 99 })).toEqual(["number 99 (locking)"]);
    expect(unreadTables({ locking: 3, single: 2 })).toEqual([]);
  });

  it("are taken from the user data header, beside a concatenation", () => {
    const octets = Buffer.from([11, 0x00, 3, 9, 2, 1, 0x24, 1, 1, 0x25, 1, 1, 0x07, ESC, 0x67]);
    const { payload, concatenation, tables } = parseUserData(octets);
    expect({ concatenation, tables }).toEqual({
      concatenation: { reference: 9, total: 2, index: 1 },
      tables: { single: 1, locking: 1 },
    });
    expect(decodeSmsText(payload, "gsm7", tables)).toBe("ığ");
  });
});
