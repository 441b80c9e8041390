import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { systemClock } from "../clock.ts";
import type { SmsPart } from "./captured-message.ts";
import { gsmCharacters } from "./gsm-alphabet.ts";
import { Reassembly } from "./reassembly.ts";
import { decodeSmsText, parseUserData, toSmsEncoding } from "./sms-decoding.ts";
import { encodeSms } from "./sms-encoding.ts";
import { toUserDataHeader } from "./user-data-header.ts";

const a = (count: number) => "a".repeat(count);
const sun = (count: number) => "日".repeat(count);

/** Texts of the characters that matter here: GSM basic and extension, UCS-2, surrogate pairs. */
const gsmText = fc.string({ unit: fc.constantFrom(..."aZ09 @é€[~"), maxLength: 500 });
const anyText = fc.string({ unit: fc.constantFrom(..."aZ09 @é€[~日我😀•", "e\u0301", "👩\u200D💻"), maxLength: 300 });

describe("splitting an SMS", () => {
  // The vectors of message-rules.md section 3.
  it.each([
    [a(160), 160, 1],
    [a(161), 161, 2],
    [`${a(158)}€`, 160, 1],
    [`${a(159)}€`, 161, 2],
    [a(306), 306, 2],
    [a(307), 307, 3],
    [`${a(152)}€${a(151)}`, 305, 2],
    [`${a(152)}€${a(152)}`, 306, 3],
    [sun(70), 70, 1],
    [sun(71), 71, 2],
    [`${sun(68)}😀`, 70, 1],
    [`${sun(69)}😀`, 71, 2],
    [sun(134), 134, 2],
    [sun(135), 135, 3],
    [`${sun(66)}😀${sun(65)}`, 133, 2],
    [`${sun(66)}😀${sun(66)}`, 134, 3],
  ])("takes %j as %i units in %i part(s)", (text, units, parts) => {
    const encoded = encodeSms(text);
    expect([encoded.units, encoded.parts.length]).toEqual([units, parts]);
  });

  it.each([
    ["123456 ist Ihr Code, um die Karte **1234 hinzuzufügen.", "gsm7", 0],
    ["123456 es su código para la tarjeta **1234.", "ucs2", 8],
  ])("chooses the coding by the characters: %s", (text, encoding, dataCoding) => {
    expect(encodeSms(text)).toMatchObject({ encoding, dataCoding });
  });

  it("makes one empty part of an empty text", () => {
    expect(encodeSms("").parts).toEqual([{ text: "", payload: Buffer.alloc(0), units: 0 }]);
  });

  it("refuses what 255 parts cannot hold", () => {
    expect(encodeSms(a(255 * 153)).parts).toHaveLength(255);
    expect(() => encodeSms(a(255 * 153 + 1))).toThrow(expect.objectContaining({ code: "SMS_TOO_LONG" }));
  });

  it("keeps a letter with its marks in one part, and an emoji whole", () => {
    const texts = [`${sun(66)}e\u0301${sun(60)}`, `${sun(65)}👩\u200D💻${sun(60)}`, `${sun(65)}🇸🇪${sun(60)}`];
    expect(texts.map((text) => encodeSms(text).parts.map(({ text: part }) => [...part].length))).toEqual([
      [66, 62],
      [65, 63],
      [65, 62],
    ]);
  });

  it("cuts between marks where no part could hold them all", () => {
    const text = `я${"\u0301".repeat(200)}`;
    const { parts } = encodeSms(text);
    expect(parts.map(({ units }) => units)).toEqual([67, 67, 67]);
    expect(parts.map(({ text: part }) => part).join("")).toBe(text);
  });

  it("fills no part beyond its limit and cuts no pair", () => {
    fc.assert(
      fc.property(fc.oneof(gsmText, anyText), (text) => {
        const { encoding, parts } = encodeSms(text);
        const limit = encoding === "gsm7" ? [160, 153] : [70, 67];
        for (const part of parts) {
          expect(part.units).toBeLessThanOrEqual(limit[parts.length === 1 ? 0 : 1] ?? 0);
          expect(part.text).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/);
          expect(decodeSmsText(part.payload, encoding)).toBe(part.text);
        }
      }),
    );
  });

  it("comes back whole from parts that arrive in any order", () => {
    const arrival = fc.oneof(fc.string({ unit: fc.constantFrom(...gsmCharacters), maxLength: 500 }), anyText);
    fc.assert(
      fc.property(arrival, fc.integer({ min: 0, max: 255 }), fc.infiniteStream(fc.nat()), (text, reference, order) => {
        const submitted = toSubmits(text, reference)
          .map((octets) => ({ octets, rank: order.next().value ?? 0 }))
          .sort((one, other) => one.rank - other.rank);
        const parts = submitted.map(({ octets }) => toPart(octets, encodeSms(text).dataCoding));
        expect(joined(parts)).toBe(text);
      }),
    );
  });
});

function toSubmits(text: string, reference: number): Buffer[] {
  const { parts } = encodeSms(text);
  return parts.map(({ payload }, at) =>
    Buffer.concat([toUserDataHeader({ concatenation: { reference, total: parts.length, index: at + 1 } }), payload]),
  );
}

function toPart(octets: Buffer, dataCoding: number): SmsPart {
  const { payload, concatenation } = parseUserData(octets);
  const text = decodeSmsText(payload, toSmsEncoding(dataCoding) ?? "binary");
  return { ...(concatenation ?? { index: 1, total: 1 }), dataCoding, payload, text };
}

function joined(parts: readonly SmsPart[]): string | undefined {
  const reassembly = new Reassembly(systemClock);
  const outcomes = parts.map((part) => reassembly.add({ source: "Meridale", destination: "447700900123" }, part));
  const last = outcomes.at(-1);
  expect(outcomes.slice(0, -1).every(({ kind }) => kind === "waiting")).toBe(true);
  return last?.kind === "complete" ? last.parts.map(({ text }) => text).join("") : undefined;
}
