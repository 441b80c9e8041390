import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskEmail, maskPhone } from "./masking.ts";

const phones = fc.stringMatching(/^\+[1-9][0-9]{6,14}$/);
const domains = fc.stringMatching(/^([a-z]{1,20}\.){1,4}example$/);
const addresses = fc.tuple(fc.string({ minLength: 1, maxLength: 64, unit: "binary" }), domains);

describe("the mask of a phone", () => {
  it("keeps the last four digits and the length", () => {
    expect(maskPhone("+447700900123")).toBe("*********0123");
    expect(maskPhone("+447700900123", "last-two")).toBe("***********23");
    expect(maskPhone("+447700900123", (phone) => `…${phone.slice(-3)}`)).toBe("…123");
  });

  it("shows four digits and nothing else, whatever the phone", () => {
    fc.assert(
      fc.property(phones, (phone) => {
        const masked = maskPhone(phone);
        expect(masked).toHaveLength(phone.length);
        expect(masked).toMatch(/^\*{4,}\d{4}$/);
        expect(phone.endsWith(masked.slice(-4))).toBe(true);
      }),
    );
  });
});

describe("the mask of an e-mail address", () => {
  it("keeps two characters of the local part and the domain", () => {
    expect(maskEmail("nadia@meridale.example")).toBe("na***@meridale.example");
    expect(maskEmail("nadia@meridale.example", "first-one")).toBe("n****@meridale.example");
  });

  it("never shows a local part whole", () => {
    expect(maskEmail("ab@meridale.example")).toBe("a*@meridale.example");
    expect(maskEmail("a@meridale.example")).toBe("*@meridale.example");
  });

  it("shortens the stars of a long local part, and gives up when the domain alone is too long (CS-07)", () => {
    const masked = maskEmail(`${"x".repeat(64)}@meridale.example`);
    expect(masked).toHaveLength(64);
    expect(masked?.endsWith("@meridale.example")).toBe(true);
    expect(maskEmail(`nadia@${"long.".repeat(36)}example`)).toBeUndefined();
  });

  it("has 1-64 characters, the whole domain and not the address, or is no mask at all", () => {
    fc.assert(
      fc.property(addresses, ([local, domain]) => {
        const masked = maskEmail(`${local}@${domain}`);
        if (masked === undefined) return expect(domain.length).toBeGreaterThan(57);
        expect(masked.length).toBeLessThanOrEqual(64);
        expect(masked).toMatch(/\*@[a-z.]+$/);
        expect(masked.endsWith(`@${domain}`)).toBe(true);
        expect([...masked].indexOf("*")).toBeLessThanOrEqual(2);
      }),
    );
  });
});
