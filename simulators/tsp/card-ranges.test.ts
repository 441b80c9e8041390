import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CardRanges } from "./card-ranges.ts";

const pan = "4539148803436467";

describe("the range of a card", () => {
  it("is that of its network by default", () => {
    const ranges = new CardRanges();
    expect(ranges.rulesFor(pan).network).toBe("visa");
    expect(ranges.rulesFor("5555550000000000").network).toBe("mastercard");
    expect(ranges.rulesFor("9999990000000000")).toMatchObject({
      network: "domestic",
      policy: { resend: "same-while-valid" },
      suffixLength: 4,
    });
  });

  it("is the longest that matches, whatever the order of registration", () => {
    const ranges = new CardRanges();
    ranges.register({ prefix: pan, network: "visa", policy: { length: 8 }, suffixLength: 8 });
    ranges.register({ prefix: "453914", network: "visa", policy: { length: 4 } });
    expect(ranges.rulesFor(pan)).toMatchObject({ policy: { length: 8 }, suffixLength: 8 });
    expect(ranges.rulesFor("4539140000000000").policy.length).toBe(4);
    expect(ranges.rulesFor("4539150000000000").policy.length).toBe(6);
  });

  it("is the same as a search through all ranges would find", () => {
    const digits = (maxLength: number) => fc.string({ unit: fc.constantFrom("6", "9"), maxLength });
    fc.assert(
      fc.property(fc.uniqueArray(digits(6)), digits(8), (prefixes, number) => {
        const ranges = new CardRanges();
        for (const prefix of prefixes) {
          ranges.register({ prefix, network: "domestic", policy: { length: prefix.length + 10 } });
        }
        const matching = prefixes.filter((prefix) => number.startsWith(prefix)).map(({ length }) => length + 10);
        expect(ranges.rulesFor(number).policy.length).toBe(matching.length > 0 ? Math.max(...matching) : 6);
      }),
    );
  });

  it("lays its changes over the policy of its network", () => {
    const ranges = new CardRanges({ visa: { attempts: 5 } });
    ranges.register({ prefix: "4539", network: "visa", policy: { length: 8 } });
    expect(ranges.rulesFor(pan).policy).toMatchObject({ attempts: 5, length: 8, resend: "new-code" });
  });

  it.each([
    [{ policy: { alphabet: "" } }, "policy.alphabet"],
    [{ policy: { alphabet: "011" } }, "policy.alphabet"],
    [{ policy: { length: 33 } }, "policy.length"],
    [{ policy: { validityMs: 0 } }, "policy.validityMs"],
    [{ prefix: "45x" }, "prefix"],
  ])("refuses %j, naming the member", (changes, member) => {
    const register = () => new CardRanges().register({ prefix: "4", network: "visa", ...changes });
    expect(register).toThrow(
      expect.objectContaining({ code: "TSP_SETTING_INVALID", message: expect.stringContaining(member) }),
    );
  });
});
