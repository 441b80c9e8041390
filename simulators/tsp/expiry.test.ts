import fc from "fast-check";
import { expect, it } from "vitest";
import { expirySpellings, formatExpiry } from "./expiry.ts";

const wholeSeconds = fc.integer({ min: 1_700_000_000, max: 4_000_000_000 }).map((seconds) => seconds * 1_000);

it("spells an expiry in four ways that are one instant, in 20 to 29 characters (LC-02)", () => {
  fc.assert(
    fc.property(wholeSeconds, fc.constantFrom(...expirySpellings), (at, spelling) => {
      const text = formatExpiry(at, spelling);
      expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
      expect(text.length).toBeGreaterThanOrEqual(20);
      expect(text.length).toBeLessThanOrEqual(29);
      expect(Date.parse(text)).toBe(at);
    }),
  );
  expect(new Set(expirySpellings.map((spelling) => formatExpiry(0, spelling))).size).toBe(4);
});
