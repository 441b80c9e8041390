import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readExpirationDate } from "./expiration-date.ts";

const twoDigits = (number: number): string => String(number).padStart(2, "0");

describe("an expirationDate", () => {
  it("is one instant in all its spellings", () => {
    const spellings = [
      "13/10/2022 14:00:00",
      "2022-10-13T14:00:00Z",
      "2022-10-13T14:00:00.000Z",
      "2022-10-13T16:00:00+02:00",
      "2022-10-13T09:30:00-04:30",
    ];
    expect(new Set(spellings.map(readExpirationDate))).toEqual(new Set([Date.UTC(2022, 9, 13, 14)]));
  });

  it.each([
    "",
    "soon",
    "31/02/2026 10:00:00",
    "2026-02-30T10:00:00Z",
    "13/13/2026 10:00:00",
    "13/10/2026 25:00:00",
    "13/10/2026",
  ])("is not read from %j", (written) => {
    expect(readExpirationDate(written)).toBeUndefined();
  });

  it("is read to the second from either format, whatever the day", () => {
    const day = fc.date({
      min: new Date("2000-01-01T00:00:00Z"),
      max: new Date("2099-12-31T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(day, (date) => {
        const seconds = Math.floor(date.getTime() / 1000) * 1000;
        const days = [date.getUTCDate(), date.getUTCMonth() + 1].map(twoDigits).join("/");
        const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(twoDigits).join(":");
        expect(readExpirationDate(`${days}/${date.getUTCFullYear()} ${time}`)).toBe(seconds);
        expect(readExpirationDate(date.toISOString())).toBe(date.getTime());
      }),
    );
  });
});
