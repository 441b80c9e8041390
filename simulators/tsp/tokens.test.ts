import fc from "fast-check";
import { expect, it } from "vitest";
import { createChance } from "../../src/chance.ts";
import { CardRanges } from "./card-ranges.ts";
import { drawTokenNumber, type Token, TokenStore } from "./tokens.ts";

const pans = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 10, maxLength: 19 });

it("draws a token number that passes Luhn and ends otherwise than the card (PM-08)", () => {
  fc.assert(
    fc.property(pans, fc.string(), (pan, seed) => {
      const tokenNumber = drawTokenNumber(pan, createChance(seed));
      expect(tokenNumber).toMatch(/^[0-9]{16}$/);
      expect(tokenNumber.slice(-4)).not.toBe(pan.slice(-4));
      expect(luhnSum(tokenNumber) % 10).toBe(0);
    }),
  );
});

it("draws again when the token number would end like the card", () => {
  const pan = "4539148803436467";
  const draws = [pan.slice(1, -1), "0".repeat(14)];
  const rigged = { ...createChance("rigged"), text: () => draws.shift() ?? "" };
  expect(drawTokenNumber(pan, rigged)).toMatch(/^40{14}[0-9]$/);
});

it("forgets the token that was settled first, and never one that waits for its activation", () => {
  const forgotten: string[] = [];
  const store = new TokenStore({ remembered: 1, onForget: (reference) => forgotten.push(reference) });
  const keep = (tokenUniqueReference: string, state: Token["state"]) =>
    store.keep({ ...token, tokenUniqueReference, state });
  keep("waits", "INACTIVE");
  for (const reference of ["first", "second"]) keep(reference, "INACTIVE");
  for (const reference of ["first", "second", "second"]) keep(reference, "ACTIVE");
  expect(forgotten).toEqual(["first"]);
  expect(["waits", "first", "second"].map((reference) => store.find(reference) !== undefined)).toEqual([
    true,
    false,
    true,
  ]);
});

const token: Token = {
  ...{ tokenUniqueReference: "T", correlationId: "C", tokenNumber: "5500000000000004", requestedAt: 0 },
  card: {
    accountNumber: "5555550000000001",
    expiryMonth: "01",
    expiryYear: "30",
    securityCode: "123",
    tokenRequestorId: "90000000001",
  },
  rules: new CardRanges().rulesFor("5555550000000001"),
  ...{ decision: "REQUIRE_ADDITIONAL_AUTHENTICATION", state: "INACTIVE", methods: [] },
};

/** The sum of the Luhn test, written the other way round: from the left, by a table of doubled digits. */
function luhnSum(sixteenDigits: string): number {
  const doubled = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
  return [...sixteenDigits].reduce(
    (sum, digit, at) => sum + (at % 2 ? Number(digit) : (doubled[Number(digit)] ?? 0)),
    0,
  );
}
