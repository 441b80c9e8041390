import fc from "fast-check";
import { isValidPhoneNumber } from "libphonenumber-js/max";
import { describe, expect, it } from "vitest";
import { createChance } from "../chance.ts";
import {
  callingCodes,
  drawCard,
  drawEmail,
  drawPhone,
  drawPhonesThatMaskAlike,
  luhnCheckDigit,
  networks,
  toE164,
} from "./people.ts";

const seeds = fc.string();

const passesLuhn = (pan: string): boolean => luhnCheckDigit(pan.slice(0, -1)) === pan.at(-1);

describe("people", () => {
  it.each(["4111111111111111", "5555555555554444", "4539148803436467"])(
    "agrees with the published test card %s",
    (pan) => {
      expect(passesLuhn(pan)).toBe(true);
    },
  );

  it("draws cards that pass Luhn within a test prefix", () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(...networks), (seed, network) => {
        const { pan } = drawCard(createChance(seed), network);
        expect(pan).toMatch(/^(555555|400000|999999)\d{10}$/);
        expect(passesLuhn(pan)).toBe(true);
      }),
    );
  });

  it("draws valid phone numbers of reserved blocks only", () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(...callingCodes), (seed, callingCode) => {
        const phone = toE164(drawPhone(createChance(seed), callingCode));
        expect(phone).toMatch(/^\+(49176040690\d{2}|467017406\d{2}|1\d{3}55501\d{2})$/);
        expect(isValidPhoneNumber(phone)).toBe(true);
      }),
    );
  });

  it("draws two phones that differ and mask alike", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const [one, other] = drawPhonesThatMaskAlike(createChance(seed)).map(toE164) as [string, string];
        expect(one).not.toBe(other);
        expect(one.length).toBe(other.length);
        expect(one.slice(-4)).toBe(other.slice(-4));
      }),
    );
  });

  it("draws e-mail addresses of reserved domains", () => {
    expect(drawEmail(createChance("x"), "Nadia")).toMatch(
      /^nadia\.[a-z2-9]{8}@(mail\.example|post\.example|inbox\.test)$/,
    );
  });
});
