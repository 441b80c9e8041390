import { colourNames } from "./css-colour-names.ts";
import { fromHsl, fromHwb, fromLab, fromOklab, fromPolar, type Rgb, toLinear } from "./css-colour-spaces.ts";
import { toDegrees, toShare } from "./css-values.ts";

/** Red, green, blue 0-255, alpha 0-1. */
export interface Colour extends Rgb {
  readonly alpha: number;
}

/** A colour by name, in hexadecimal or by a function of CSS Color 4; undefined for what cannot be computed. */
export function toColour(value: string): Colour | undefined {
  if (value === "transparent") return { red: 0, green: 0, blue: 0, alpha: 0 };
  const digits = colourNames.get(value) ?? /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.exec(value)?.[1];
  return digits === undefined ? fromFunction(value) : fromHex(digits);
}

/** From 1, no difference to be seen, to 21. Source: WCAG 2.2, contrast ratio. */
export function contrastOf(one: Rgb, other: Rgb): number {
  const [brighter = 0, darker = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a);
  return (brighter + 0.05) / (darker + 0.05);
}

/** What the eye gets of a colour that lets some of what lies behind it through. */
export function mixOver(front: Colour, behind: Colour): Colour {
  const mix = (one: number, other: number) => one * front.alpha + other * (1 - front.alpha);
  const alpha = front.alpha + behind.alpha * (1 - front.alpha);
  return {
    red: mix(front.red, behind.red),
    green: mix(front.green, behind.green),
    blue: mix(front.blue, behind.blue),
    alpha,
  };
}

function fromHex(digits: string): Colour {
  const long = digits.length < 6 ? [...digits].map((digit) => digit + digit).join("") : digits;
  const octet = (index: number) => Number.parseInt(long.slice(2 * index, 2 * index + 2), 16);
  return { red: octet(0), green: octet(1), blue: octet(2), alpha: long.length === 8 ? octet(3) / 255 : 1 };
}

type Reader = (parts: readonly [string, string, string]) => Rgb;

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["rgb", (parts) => toRgb(parts.map((part) => toNumber(part, 255)))],
  ["hsl", ([hue, saturation, lightness]) => fromHsl(toHue(hue), percent(saturation), percent(lightness))],
  ["hwb", ([hue, whiteness, blackness]) => fromHwb(toHue(hue), percent(whiteness), percent(blackness))],
  ["lab", ([l, a, b]) => fromLab(toNumber(l, 100), toNumber(a, 125), toNumber(b, 125))],
  ["lch", ([l, chroma, hue]) => fromLab(toNumber(l, 100), ...fromPolar(toNumber(chroma, 150), toHue(hue)))],
  ["oklab", ([l, a, b]) => fromOklab(toNumber(l, 1), toNumber(a, 0.4), toNumber(b, 0.4))],
  ["oklch", ([l, chroma, hue]) => fromOklab(toNumber(l, 1), ...fromPolar(toNumber(chroma, 0.4), toHue(hue)))],
  ["color", (parts) => toRgb(parts.map((part) => 255 * toNumber(part, 1)))],
]);

function fromFunction(value: string): Colour | undefined {
  const [, name = "", inside = ""] = /^([a-z]+?)a?\(([^()]*)\)$/.exec(value) ?? [];
  const words = inside.split(/[\s,/]+/).filter((word) => word !== "");
  // The space of color() comes first; the screens' own are near enough to each other.
  if (name === "color" && !/^(?:srgb|display-p3)$/.test(words.shift() ?? "")) return undefined;
  const [first = "", second = "", third = "", alpha = "1"] = words;
  const rgb = readers.get(name)?.([first, second, third]);
  const colour = rgb && { ...rgb, alpha: alpha === "none" ? 0 : toShare(alpha) };
  return colour === undefined || Object.values(colour).some(Number.isNaN) ? undefined : colour;
}

const toRgb = ([red = Number.NaN, green = Number.NaN, blue = Number.NaN]: readonly number[]): Rgb => ({
  red,
  green,
  blue,
});

/** A number, or a percentage of `whole`; "none" is nothing. */
function toNumber(word: string, whole: number): number {
  if (word === "none") return 0;
  return word.endsWith("%") ? (Number.parseFloat(word) / 100) * whole : Number.parseFloat(word);
}

/** hsl() counts in hundredths, with or without the sign. */
const percent = (word: string): number => (word === "none" ? 0 : Number.parseFloat(word) / 100);

const toHue = (word: string): number => (word === "none" ? 0 : toDegrees(word));

const luminanceOf = ({ red, green, blue }: Rgb): number =>
  0.2126 * toLinear(red) + 0.7152 * toLinear(green) + 0.0722 * toLinear(blue);
