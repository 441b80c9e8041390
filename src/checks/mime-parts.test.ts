import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeQuotedPrintable } from "./mime-parts.ts";

describe("quoted-printable", () => {
  it("joins what a soft break cuts, and drops the blanks before a line end", () => {
    expect(decodeQuotedPrintable("123=\r\n456 \t\r\n= \r\nC=C3=B3digo \n end ")).toBe(
      "123456\r\nC\u00C3\u00B3digo\n end ",
    );
  });

  it("reads lines of any kind as the rule says it", () => {
    // RFC 2045 section 6.7, word for word, and slow.
    const byTheBook = (text: string) => text.replace(/[ \t]+(?=\r?\n)/g, "").replace(/=\r?\n/g, "");
    fc.assert(
      fc.property(fc.array(fc.constantFrom(" ", "\t", "=", "\r", "\n", "\r\n", "a")), (pieces) => {
        const text = pieces.join("");
        expect(decodeQuotedPrintable(text)).toBe(byTheBook(text));
      }),
    );
  });

  it("reads a line of a million blanks at once", () => {
    expect(decodeQuotedPrintable(`${" ".repeat(1_000_000)}x`)).toHaveLength(1_000_001);
  });
});
