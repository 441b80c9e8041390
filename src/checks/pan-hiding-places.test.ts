import { describe, expect, it } from "vitest";
import { hidingPlaces } from "./pan-hiding-places.fixture.ts";
import { checkNoBin, checkNoFullPan, checkNoOtherPan, checkPanSuffix, checkPanTail } from "./pan-masking.ts";
import { sampleCard } from "./sample-messages.fixture.ts";

const checks = [checkPanSuffix, checkPanTail, checkNoFullPan, checkNoBin, checkNoOtherPan];

/** Of 16, 15 and 19 digits; none ends as it begins. */
const cards = ["4539148803436467", "378282246310005", "6304971264350812739"].map((pan) => ({
  ...sampleCard,
  pan,
  panSuffix: pan.slice(-4),
}));

describe("a card's number", () => {
  it("has at least 200 places to hide in", () => {
    expect(new Set(hidingPlaces.map(({ name }) => name)).size).toBeGreaterThanOrEqual(200);
  });

  it.each(hidingPlaces)("is found: $name", ({ hide, breaks }) => {
    for (const card of cards) {
      const findings = checks.map((check) => check(hide(card.pan), { otp: "123456", card }));
      const broken = findings.filter(({ result }) => result !== "PASS").map(({ requirement }) => requirement);
      expect(broken).toEqual(breaks);
    }
  });
});
