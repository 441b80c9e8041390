import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatExpiration, isExpired, parseInstant } from "./expiry.ts";

describe("the expiry of a code", () => {
  it("is one instant in any of its spellings (LC-02)", () => {
    const spellings = [
      "2026-07-04T12:30:00Z",
      "2026-07-04T12:30:00.000Z",
      "2026-07-04T14:30:00+02:00",
      "2026-07-04T07:00:00.00-05:30",
    ];
    expect(new Set(spellings.map(parseInstant))).toEqual(new Set([Date.UTC(2026, 6, 4, 12, 30)]));
  });

  it.each(["2026-07-04 12:30:00Z", "2026-07-04T12:30:00", "2026-02-30T12:30:00Z", "2026-07-04T25:00:00Z", "soon"])(
    "is refused when it is %s",
    (text) => expect(() => parseInstant(text)).toThrow(expect.objectContaining({ code: "INVALID_FIELD_FORMAT" })),
  );

  it("is over at its very instant", () => {
    const instant = Date.UTC(2026, 6, 4, 12, 30);
    expect(isExpired("2026-07-04T12:30:00Z", instant - 1)).toBe(false);
    expect(isExpired("2026-07-04T12:30:00Z", instant)).toBe(true);
  });

  it("keeps its instant, whatever the offset it is written with", () => {
    const instants = fc.integer({ min: Date.UTC(2000, 0, 2), max: Date.UTC(2099, 11, 30) });
    fc.assert(
      fc.property(instants, fc.integer({ min: -14 * 60, max: 14 * 60 }), (instant, minutes) => {
        const local = new Date(instant + minutes * 60_000).toISOString().replace("Z", offset(minutes));
        expect(parseInstant(local)).toBe(instant);
      }),
    );
  });

  it("is written for Deliver OTP in either format, in UTC", () => {
    const instant = Date.UTC(2022, 9, 13, 14, 0, 5);
    expect(formatExpiration(instant, "dd/MM/yyyy HH:mm:ss")).toBe("13/10/2022 14:00:05");
    expect(formatExpiration(instant, "iso")).toBe("2022-10-13T14:00:05.000Z");
  });
});

function offset(minutes: number): string {
  const two = (number: number) => String(Math.trunc(number)).padStart(2, "0");
  const distance = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${two(distance / 60)}:${two(distance % 60)}`;
}
