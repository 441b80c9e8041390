import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createChance } from "../../src/chance.ts";
import { makeCode } from "./otp-code.ts";
import { defaultPolicies, type OtpPolicy } from "./policies.ts";

const base = defaultPolicies.mastercard;
const panSuffixes = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 4, maxLength: 4 });
const alphabets = fc.constantFrom("0123456789", "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789", "abcXYZ12");

describe("a code", () => {
  it("has the policy's length, and only characters of its alphabet", () => {
    const lengths = fc.integer({ min: 1, max: 32 });
    fc.assert(
      fc.property(alphabets, lengths, panSuffixes, fc.string(), (alphabet, length, panSuffix, seed) => {
        const code = makeCode({ ...base, alphabet, length }, panSuffix, createChance(seed));
        expect(code).toHaveLength(length);
        expect([...code].every((character) => alphabet.includes(character))).toBe(true);
      }),
    );
  });

  it("follows the shape, literals and all", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."A0-#"), minLength: 1, maxLength: 12 }),
        fc.string(),
        (shape, seed) => {
          const code = makeCode({ ...base, shape }, "6467", createChance(seed));
          expect(code).toMatch(new RegExp(`^${shape.replaceAll("#", "[0-9]")}$`));
        },
      ),
    );
  });

  it("does not contain the card's last four", () => {
    fc.assert(
      fc.property(panSuffixes, fc.string(), (panSuffix, seed) => {
        const policy: OtpPolicy = {
          ...base,
          alphabet: [...new Set(`${panSuffix}7`)].join("").padEnd(2, "0"),
          length: 5,
        };
        expect(makeCode(policy, panSuffix, createChance(seed))).not.toContain(panSuffix);
      }),
    );
  });

  it("contains them where the shape asks for it", () => {
    expect(makeCode({ ...base, shape: "##6467" }, "6467", createChance("seed"))).toMatch(/^[0-9]{2}6467$/);
  });

  it("is refused when the policy can make no other than such codes", () => {
    const make = () => makeCode({ ...base, alphabet: "1" }, "1111", createChance("seed"));
    expect(make).toThrow(expect.objectContaining({ code: "OTP_POLICY_EXHAUSTED" }));
  });

  it("favours no digit at any place", () => {
    const chance = createChance("uniform");
    const counts = Array.from({ length: 6 }, () => new Array<number>(10).fill(0));
    for (let left = 6_000; left > 0; left--) {
      [...makeCode(base, "6467", chance)].forEach((digit, place) => {
        const row = counts[place] ?? [];
        row[Number(digit)] = (row[Number(digit)] ?? 0) + 1;
      });
    }
    // 600 expected; 480 and 720 lie about five standard deviations away.
    expect(Math.min(...counts.flat())).toBeGreaterThan(480);
    expect(Math.max(...counts.flat())).toBeLessThan(720);
  });
});
