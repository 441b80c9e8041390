import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createChance } from "../chance.ts";
import { isAccountNumber } from "./account-numbers.ts";
import { innocentNumbers } from "./innocent-numbers.fixture.ts";
import { holdsCardNumber } from "./other-cards.ts";
import { cutOtherNumbers } from "./other-numbers.ts";

describe("what is surely no card's number", () => {
  const kinds = [
    ...["ISO date", "German date", "British date", "Indian date", "instant", "English amount", "German amount"],
    ...[
      "Swiss amount",
      "Indian amount",
      "dollar amount",
      "plain amount",
      "amount with a sign",
      "amount before its sign",
    ],
    ...[
      "British phone",
      "compact phone",
      "German phone",
      "American phone",
      "French phone",
      "Jordanian phone",
      "UUID",
      "hash",
    ],
    ...["German IBAN", "British IBAN", "compact IBAN", "Maltese IBAN", "creditor identifier"],
  ];
  it.each(kinds)("is cut out whole: %s", (kind) => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const number = innocentNumbers[kind]?.(createChance(seed)) ?? "";
        expect(cutOtherNumbers(`code, ${number}!`), number).toMatch(/^code, \uFFFC+!$/);
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ["the end of a card", "card 36467"],
    ["the end of a card behind a dollar that a template left over", "card ending $36467"],
    ["the end of a card behind zeros", "0010 0000 00"],
    ["a card written in pairs", "45-39-14-88-03-43-64-67"],
    ["a number behind three capitals", "REF 36467"],
    ["an account whose check digits are wrong", "DE88 3704 0044 0532 0130 00"],
    ["a long number", "20260704101112036467"],
  ])("is not: %s", (_, text) => {
    expect(cutOtherNumbers(text)).toBe(text);
  });

  it("has the check digits of an account", () => {
    expect(isAccountNumber("DE89 3704 0044 0532 0130 00")).toBe(true);
    expect(isAccountNumber("DE98ZZZ09999999999")).toBe(true);
    expect(isAccountNumber("DE98 3704 0044 0532 0130 00")).toBe(false);
  });
});

describe("what reads as a card's number", () => {
  it.each([
    "order 4111111111111111",
    "card 4111 1111 1111 1111.",
    "5555-5555-5555-4444",
    "(3782 822463 10005)",
    "38520000023237",
    "6011 0009 9013 9424",
    "6304 0000 0000 0000 018",
    "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
    "ref 4111 1111 1111 1111",
  ])("is %s", (text) => {
    expect(holdsCardNumber(text)).toBe(true);
  });

  it.each([
    ["fails Luhn", "4111111111111112"],
    ["no network issues", "1111111111111117"],
    ["has another network's length", "411111111111116"],
    ["is part of a longer one", "4111111111111111 1111"],
    ["is part of an id", "x4111111111111111"],
    ["is named a reference", "Ref. no. 4111111111111111"],
    ["is named an order's number", "order no. 4111111111111111"],
    ["is grouped like no card", "41 11 11 11 11 11 11 11"],
    ["is a phone", "+4111111111111111"],
  ])("is no number that %s: %s", (_, text) => {
    expect(holdsCardNumber(text)).toBe(false);
  });
});
