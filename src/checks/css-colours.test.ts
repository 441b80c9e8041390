import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contrastOf, mixOver, toColour } from "./css-colours.ts";

const written = (value: string): string => {
  const colour = toColour(value);
  if (colour === undefined) return "none";
  const octets = [colour.red, colour.green, colour.blue, 255 * colour.alpha];
  return octets.map((octet) => Math.round(octet).toString(16).padStart(2, "0")).join("");
};

describe("toColour", () => {
  it.each([
    ["white", "ffffffff"],
    ["rebeccapurple", "663399ff"],
    ["transparent", "00000000"],
    ["#abc", "aabbccff"],
    ["#abcd", "aabbccdd"],
    ["#a1b2c3", "a1b2c3ff"],
    ["#a1b2c380", "a1b2c380"],
    ["rgb(1, 2, 3)", "010203ff"],
    ["rgb(100% 0% 50% / 50%)", "ff008080"],
    ["rgba(1,2,3,.5)", "01020380"],
    ["rgb(none 0 0)", "000000ff"],
    ["hsl(120, 100%, 25%)", "008000ff"],
    ["hsla(0.5turn 100% 50% / .5)", "00ffff80"],
    ["hwb(0 0% 0%)", "ff0000ff"],
    ["hwb(120deg 40% 60%)", "666666ff"],
    ["lab(100 0 0)", "ffffffff"],
    ["lab(0% 0 0)", "000000ff"],
    ["lch(100% 0 0)", "ffffffff"],
    ["oklab(1 0 0)", "ffffffff"],
    ["oklch(100% 0 0)", "ffffffff"],
    ["color(srgb 1 1 1 / 50%)", "ffffff80"],
  ])("reads %s", (value, expected) => {
    expect(written(value)).toBe(expected);
  });

  it.each([
    "lab(54.29 80.8 69.89)",
    "lch(54.29 106.84 40.85)",
    "oklab(0.628 0.2249 0.1258)",
    "oklch(0.628 0.2577 29.23)",
  ])("sees pure red in %s", (value) => {
    const { red = 0, green = 0, blue = 0 } = toColour(value) ?? {};
    expect([red, green, blue].map(Math.round)).toEqual([255, expect.closeTo(0, -1), expect.closeTo(0, -1)]);
  });

  it.each([
    "",
    "constructor",
    "#12",
    "#12345",
    "rgb(1,2)",
    "rgb(a,b,c)",
    "hsl(x 1% 1%)",
    "color(xyz 1 1 1)",
    "color-mix(in srgb, red, blue)",
  ])("leaves %j alone", (value) => {
    expect(toColour(value)).toBeUndefined();
  });
});

const channel = fc.integer({ min: 0, max: 255 });
const colour = fc.record({ red: channel, green: channel, blue: channel, alpha: fc.constant(1) });

it("contrast is the same from both sides, one at least and 21 at most", () => {
  fc.assert(
    fc.property(colour, colour, (one, other) => {
      expect(contrastOf(one, other)).toBe(contrastOf(other, one));
      expect(contrastOf(one, one)).toBe(1);
      expect(contrastOf(one, other)).toBeGreaterThanOrEqual(1);
      expect(contrastOf(one, other)).toBeLessThanOrEqual(21.001);
    }),
  );
});

it("a colour over another is one of the two at the ends, and between them elsewhere", () => {
  fc.assert(
    fc.property(colour, colour, fc.double({ min: 0, max: 1, noNaN: true }), (front, behind, alpha) => {
      expect(mixOver(front, behind)).toEqual(front);
      expect(mixOver({ ...front, alpha: 0 }, behind)).toEqual(behind);
      const { red } = mixOver({ ...front, alpha }, behind);
      expect(red).toBeGreaterThanOrEqual(Math.min(front.red, behind.red) - 1e-9);
      expect(red).toBeLessThanOrEqual(Math.max(front.red, behind.red) + 1e-9);
    }),
  );
});
