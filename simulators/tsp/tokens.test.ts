import fc from "fast-check";
import { expect, it } from "vitest";
import { createChance } from "../../src/chance.ts";
import { defaultPolicies } from "./policies.ts";
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

it("keeps of very many tokens those that came last, and forgets none that only changes", () => {
  const store = new TokenStore(2);
  for (const reference of ["a", "b", "b", "c"]) store.keep(tokenOf(reference));
  expect(["a", "b", "c"].filter((reference) => store.find(reference))).toEqual(["b", "c"]);
});

const tokenOf = (tokenUniqueReference: string): Token => ({
  tokenUniqueReference,
  correlationId: "C1",
  tokenNumber: "4000000000000002",
  card: { accountNumber: "4539148803436467", expiryMonth: "12", expiryYear: "30", tokenRequestorId: "90000000001" },
  rules: { network: "visa", policy: defaultPolicies.visa, suffixLength: 4 },
  requestedAt: 0,
  decision: "APPROVED",
  state: "ACTIVE",
  methods: [],
});

/** The sum of the Luhn test, written the other way round: from the left, by a table of doubled digits. */
function luhnSum(sixteenDigits: string): number {
  const doubled = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
  return [...sixteenDigits].reduce(
    (sum, digit, at) => sum + (at % 2 ? Number(digit) : (doubled[Number(digit)] ?? 0)),
    0,
  );
}
