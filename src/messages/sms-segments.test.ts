import fc from "fast-check";
import { SegmentedMessage } from "sms-segments-calculator";
import { describe, expect, it } from "vitest";
import { segmentsOf, smsCost } from "./sms-segments.ts";

describe("what a text takes", () => {
  it.each([
    ["", "gsm7", 0, 1, 160],
    ["123456 is your code", "gsm7", 19, 1, 141],
    ["a".repeat(160), "gsm7", 160, 1, 0],
    ["a".repeat(161), "gsm7", 161, 2, 145],
    [`${"a".repeat(152)}€${"a".repeat(152)}`, "gsm7", 306, 3, 152],
    ["日".repeat(70), "ucs2", 70, 1, 0],
    ["日".repeat(71), "ucs2", 71, 2, 63],
  ] as const)("%j", (text, encoding, units, parts, remaining) => {
    expect(segmentsOf(text)).toEqual({ encoding, units, parts, remaining });
  });

  it("counts on where nothing could be sent any more", () => {
    expect(segmentsOf("a".repeat(153 * 256)).parts).toBe(256);
  });

  it("has room for what it says remains, and for no more", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "€", "日", "😀"), maxLength: 200 }), (text) => {
        const { parts, remaining } = segmentsOf(text);
        const filled = text + "0".repeat(remaining);
        expect(segmentsOf(filled)).toMatchObject({ parts, remaining: 0 });
        expect(segmentsOf(`${filled}0`).parts).toBe(parts + 1);
      }),
    );
  });
});

it("costs by the part", () => {
  expect(smsCost(segmentsOf("123456 is your code"), 0.0571)).toBe(0.0571);
  expect(smsCost({ parts: 3 }, 0.1)).toBe(0.3);
});

/**
 * Texts whose ends and pieces lie at, before and behind every boundary. The other counter takes a millisecond for two
 * hundred characters, so most of these are filled up with characters of two units: half as many reach as far.
 */
function textOf(pieces: readonly string[], [wide, narrow]: readonly [string, string], longest: number) {
  const run = (most: number) =>
    fc.tuple(fc.nat(most), fc.nat(2)).map(([twos, ones]) => wide.repeat(twos) + narrow.repeat(ones));
  const middle = fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((some) => some.join(""));
  const rest = fc.oneof({ weight: 6, arbitrary: middle }, { weight: 1, arbitrary: run(longest) });
  return fc.tuple(run(longest), middle, rest).map((some) => some.join(""));
}

const gsmPieces = [..."aZ0@é[~|", "\r\n"];
const anyPieces = [...gsmPieces, ..."日я•", "👍🏽", "🇸🇪", "e\u0301", "👩\u200D💻", "की", "กำ", "\ud83d"];

describe("another counter (sms-segments-calculator)", () => {
  it("says as many parts, and the same coding, of 10,000 random texts", () => {
    const texts = fc.oneof(textOf(gsmPieces, ["€", "a"], 82), textOf(anyPieces, ["😀", "日"], 36));
    fc.assert(
      fc.property(texts, (text) => {
        const other = new SegmentedMessage(text);
        const { encoding, parts } = segmentsOf(text);
        expect([encoding, parts]).toEqual([other.encodingName === "GSM-7" ? "gsm7" : "ucs2", other.segmentsCount]);
      }),
      { numRuns: 10_000 },
    );
  });

  // The two cases known in which it says otherwise; no text above is of their kind.
  it.each([
    ["cuts a conjunct, which is one letter since Unicode 15.1", `${"日".repeat(65)}क्ष${"日".repeat(65)}`, 3, 2],
    ["puts more into a part than fits, under more marks than one holds", `я${"\u0301".repeat(200)}`, 3, 2],
  ])("%s", (_what, text, ours, theirs) => {
    expect([segmentsOf(text).parts, new SegmentedMessage(text).segmentsCount]).toEqual([ours, theirs]);
  });
});
