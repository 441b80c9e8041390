import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromSeptets, gsmCharacters, septetsOf } from "./gsm-alphabet.ts";
import { nationalLanguages, tablesOf, unreadTables } from "./gsm-national.ts";
import { decodeSmsText, parseUserData } from "./sms-decoding.ts";
import { encodeSms } from "./sms-encoding.ts";
import { segmentsOf } from "./sms-segments.ts";
import { toUserDataHeader } from "./user-data-header.ts";

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
    expect(unreadTables({ single: 0 })).toEqual(["reserved (single shift)"]);
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

describe("writing by national tables", () => {
  const turkish = "Meridale: **1234 kartınızı cüzdana eklemek için kodunuz 123456. Kimseyle paylaşmayın, biz sormayız.";

  it("is done only where it is asked for, and where GSM 7-bit lacks a character", () => {
    expect(encodeSms(turkish)).toMatchObject({ encoding: "ucs2", parts: { length: 2 } });
    expect(encodeSms(turkish, { nationalTables: ["turkish"] })).toMatchObject({
      ...{ encoding: "gsm7", dataCoding: 0, tables: { single: 1 }, parts: { length: 1 } },
    });
    expect(encodeSms("kod 123456", { nationalTables: ["turkish"] })).not.toHaveProperty("tables");
    expect(encodeSms("код 123456", { nationalTables: ["turkish", "portuguese"] }).encoding).toBe("ucs2");
  });

  it("takes the tables that make fewest parts, UCS-2 among them", () => {
    const locking = { locking: 3 };
    expect(encodeSms(`${"ã".repeat(150)}`, { nationalTables: ["portuguese"] })).toMatchObject({ tables: locking });
    expect(encodeSms(`Á${"a".repeat(60)}`, { nationalTables: ["spanish"] })).toMatchObject({ tables: { single: 2 } });
    expect(encodeSms("í".repeat(70), { nationalTables: ["spanish"] }).parts).toHaveLength(1);
  });

  it.each([
    ["spanish", `ó${"a".repeat(153)}`, 155, 1, 0],
    ["spanish", `ó${"a".repeat(154)}`, 156, 2, 142],
    ["turkish", "ş".repeat(155), 155, 1, 0],
    ["portuguese", `ãÂ${"õ".repeat(295)}`, 297, 2, 1],
  ] as const)("leaves room for the header: %s, %#", (language, text, units, parts, remaining) => {
    expect(segmentsOf(text, { nationalTables: [language] })).toMatchObject({
      encoding: "gsm7",
      units,
      parts,
      remaining,
    });
  });

  it.each([
    ["turkish", "ĞğİıŞşç"],
    ["spanish", "çÁÍÓÚáíóú"],
    ["portuguese", "êçÔôÁáÊÀÍÓÚÃÕÂíóúãõâ"],
  ] as const)("carries what %s needs, and all of GSM 7-bit beside it", (language, letters) => {
    const [alone = {}] = tablesOf(language);
    const written = septetsOf(alone);
    expect([...letters, ...gsmCharacters].filter((character) => !written.has(character))).toEqual([]);
  });

  it("comes back as it was written, whatever the language", () => {
    const letters = fc.constantFrom(..."abc019 @€^çãşÓıÂ∞");
    const texts = fc.tuple(fc.string({ unit: letters, maxLength: 400 }), fc.constantFrom(...nationalLanguages));
    fc.assert(
      fc.property(texts, ([text, language]) => {
        const { parts, encoding, tables } = encodeSms(text, { nationalTables: [language] });
        const read = parts.map(({ payload }, at) => {
          const concatenation = { reference: 1, total: parts.length, index: at + 1 };
          const header = toUserDataHeader({ concatenation, ...(tables && { tables }) });
          expect(header.length + Math.ceil((payload.length * (encoding === "gsm7" ? 7 : 8)) / 8)).toBeLessThanOrEqual(
            parts.length > 1 ? 140 : 146,
          );
          const received = parseUserData(Buffer.concat([header, payload]));
          return decodeSmsText(received.payload, encoding, received.tables);
        });
        expect(read.join("")).toBe(text);
      }),
    );
  });
});
