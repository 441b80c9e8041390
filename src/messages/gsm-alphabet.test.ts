import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countSeptets, fromSeptets, gsmCharacters, isGsmText, toSeptets } from "./gsm-alphabet.ts";

describe("the GSM 7-bit alphabet", () => {
  it("has 127 basic characters and 10 in the extension table", () => {
    const lengths = gsmCharacters.map((character) => toSeptets(character)?.length);
    expect(lengths.filter((length) => length === 1)).toHaveLength(127);
    expect(lengths.filter((length) => length === 2)).toHaveLength(10);
  });

  it.each([
    ["@", [0x00]],
    ["$", [0x02]],
    ["_", [0x11]],
    ["É", [0x1f]],
    ["0", [0x30]],
    ["¡", [0x40]],
    ["Z", [0x5a]],
    ["à", [0x7f]],
    ["€", [0x1b, 0x65]],
    ["|", [0x1b, 0x40]],
    ["\f", [0x1b, 0x0a]],
  ])("carries %j as %j", (character, septets) => {
    expect(toSeptets(character)).toEqual(septets);
  });

  it.each([..."•…’“ç`áíóúãõ\t\u00a0日😀"])("does not hold %j", (character) => {
    expect(isGsmText(`a${character}`)).toBe(false);
    expect(countSeptets(`a${character}`)).toBeUndefined();
  });

  it("counts an extension character twice", () => {
    expect(countSeptets("")).toBe(0);
    expect(countSeptets("10 €")).toBe(5);
  });

  it("reads back every text it can carry", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...gsmCharacters)), (characters) => {
        const octets = Uint8Array.from(characters.flatMap((character) => [...(toSeptets(character) ?? [])]));
        expect(fromSeptets(octets)).toBe(characters.join(""));
      }),
    );
  });

  it("shows the basic character for an unknown extension, and a space for a further escape", () => {
    expect(fromSeptets(Uint8Array.of(0x1b, 0x41))).toBe("A");
    expect(fromSeptets(Uint8Array.of(0x1b, 0x1b, 0x41))).toBe(" A");
  });

  it("shows a replacement for what stands for nothing", () => {
    expect(fromSeptets(Uint8Array.of(0x41, 0x80))).toBe("A\ufffd");
    expect(fromSeptets(Uint8Array.of(0x41, 0x1b))).toBe("A\ufffd");
  });
});
