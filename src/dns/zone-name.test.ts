import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isWithin, joinNames, parentOf, readName } from "./zone-name.ts";

const read = (text: string, origin = "email.meridale.example") =>
  readName(
    { text, quoted: false, place: { file: "z", line: 1, column: 1 }, cut: false, glued: false },
    { origin, note: () => undefined },
  );

describe("a name", () => {
  it("is absolute with a dot at its end, else below the origin", () => {
    expect(read("S1._domainkey")).toBe("s1._domainkey.email.meridale.example");
    expect(read("d1.example.")).toBe("d1.example");
    expect(read("@")).toBe("email.meridale.example");
    expect(read("\\@", "")).toBe("\\@");
    expect(read(".")).toBe("");
  });

  it("has one spelling, however it is escaped", () => {
    expect(read("\\087ww.")).toBe("www");
    expect(read("a\\.b.")).toBe("a\\.b");
    expect(read("a\\046b.")).toBe("a\\.b");
    expect(read("a\\b\\c.")).toBe("abc");
  });

  it("is measured in octets, not in the characters that write them", () => {
    const label = "\\255".repeat(63);
    expect(() => read(`${label}.${label}.${label}.${"\\001".repeat(61)}.`)).not.toThrow();
    expect(() => read(`${label}.${label}.${label}.${"\\001".repeat(62)}.`)).toThrow("longer than 255 octets");
    expect(() => read(`${"\\.".repeat(64)}.`)).toThrow("longer than 63 octets");
  });
});

describe("a dot that is escaped", () => {
  it("parts no labels", () => {
    expect(parentOf("a\\.b.example")).toBe("example");
    expect(parentOf("a\\\\.b.example")).toBe("b.example");
  });

  it("does not bring a name into a zone", () => {
    expect(isWithin("a.b.example", "b.example")).toBe(true);
    expect(isWithin("a\\.b.example", "b.example")).toBe(false);
    expect(isWithin("a\\\\.b.example", "b.example")).toBe(true);
    expect(isWithin("ab.example", "b.example")).toBe(false);
  });
});

it("is within all the names above it, whatever its bytes", () => {
  const byte = fc.integer({ min: 0, max: 255 }).map((code) => `\\${String(code).padStart(3, "0")}`);
  const labels = fc.array(fc.string({ unit: byte, minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(labels, (written) => {
      const name = read(`${written.join(".")}.`);
      expect(read(`${name}.`)).toBe(name);
      let count = 0;
      for (let above = parentOf(name); above !== undefined; above = parentOf(above)) {
        expect(isWithin(name, above)).toBe(true);
        count += 1;
      }
      expect(count).toBe(written.length);
    }),
  );
});

it("joins the root to nothing", () => {
  expect([joinNames("a", ""), joinNames("", "b"), joinNames("a", "b"), joinNames("", "")]).toEqual([
    "a",
    "b",
    "a.b",
    "",
  ]);
});
