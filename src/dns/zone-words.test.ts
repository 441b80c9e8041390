import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromEscaped, toQuoted } from "./zone-escapes.ts";
import { parseTtl } from "./zone-ttl.ts";
import { isMetaType, suggestType, toTypeName } from "./zone-types.ts";

describe("a time to live", () => {
  it.each([
    ["0", 0],
    ["3600", 3600],
    ["1h30m", 5400],
    ["1W2d", 777_600],
    ["10s", 10],
  ])("%s is %i seconds", (text, seconds) => {
    expect(parseTtl(text)).toBe(seconds);
  });

  it.each(["", "h", "1h30", "-1", "1.5h", "1y", "1 h", "0x10"])("is not %j", (text) => {
    expect(parseTtl(text)).toBeUndefined();
  });
});

describe("a type", () => {
  it("has a name, by which it may be called in any case or by number", () => {
    expect(["txt", "TYPE16", "TYPE257", "type65280"].map(toTypeName)).toEqual(["TXT", "TXT", "CAA", "TYPE65280"]);
    expect(["TEXT", "TYPE65536", "TYPE", "", "constructor"].map(toTypeName)).toEqual(Array(5).fill(undefined));
  });

  it.each([
    ["TEXT", "TXT"],
    ["TXTT", "TXT"],
    ["TX", "TXT"],
    ["TTX", "TXT"],
    ["CNAM", "CNAME"],
    ["CNMAE", "CNAME"],
    ["M", undefined],
    ["MX1", "MX"],
    ["AAA", "AAAA"],
    ["DKIM", "TXT"],
    ["constructor", undefined],
    ["192.0.2.1", undefined],
  ])("that was written %s is likely %s", (typed, meant) => {
    expect(suggestType(typed)).toBe(meant);
  });

  it("of queries is not one of records", () => {
    expect(["any", "AXFR", "TYPE0", "TYPE255", "OPT"].map(isMetaType)).toEqual(Array(5).fill(true));
    expect(["TXT", "TYPE16", "TYPE256"].map(isMetaType)).toEqual([false, false, false]);
  });
});

describe("a string", () => {
  it("is the same bytes after it was written and read", () => {
    const byte = fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(fc.string({ unit: byte }), (bytes) => {
        const quoted = toQuoted(bytes);
        expect(quoted).toMatch(/^"[ -~]*"$/);
        expect(fromEscaped(quoted.slice(1, -1))).toBe(bytes);
      }),
    );
  });

  it.each(["\\", "a\\25", "\\256", "\\1a2"])("has no escape %j", (text) => {
    expect(fromEscaped(text)).toBeUndefined();
  });
});
