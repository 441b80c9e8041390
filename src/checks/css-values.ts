/** What a style computes to, as far as hiding goes. Lengths in CSS pixels. */

/** Red, green, blue 0-255, alpha 0-1. */
export interface Colour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

const pixelsPerUnit: Readonly<Record<string, number>> = {
  px: 1,
  pt: 4 / 3,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  q: 96 / 101.6,
};
const relativeUnits: Readonly<Record<string, number>> = { em: 1, ex: 0.5, ch: 0.5, "%": 0.01 };
const ROOT_FONT_SIZE = 16;
const fontKeywords: Readonly<Record<string, number>> = {
  "xx-small": 9,
  "x-small": 10,
  small: 13,
  medium: 16,
  large: 18,
  "x-large": 24,
  "xx-large": 32,
  "xxx-large": 48,
};

/** A length in pixels, `base` being what em and % refer to; undefined for what cannot be computed. */
export function toPixels(value: string, base: number): number | undefined {
  const [, number = "", unit = ""] = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)([a-z%]*)$/.exec(value) ?? [];
  if (number === "") return undefined;
  if (Number(number) === 0) return 0;
  if (unit === "rem") return Number(number) * ROOT_FONT_SIZE;
  const relative = relativeUnits[unit];
  const factor = relative === undefined ? pixelsPerUnit[unit] : relative * base;
  return factor === undefined ? undefined : Number(number) * factor;
}

/** A `font-size` in pixels, or that of a `font` shorthand. */
export function toFontSize(value: string, inherited: number): number | undefined {
  const sizes = value.split(" ").map((word) => {
    const [size = ""] = word.split("/");
    if (size === "smaller") return inherited / 1.2;
    return size === "larger" ? inherited * 1.2 : (fontKeywords[size] ?? toPixels(size, inherited));
  });
  // Before the size a shorthand may name a weight, a number as well: the size is the one with a unit, or the last.
  const candidates = sizes.filter((_, index) => !/^[1-9]00$/.test(value.split(" ")[index] ?? ""));
  return candidates.find((size) => size !== undefined);
}

/** The names that hide on a white or a black page; any other name only equals itself. */
const namedColours: Readonly<Record<string, string>> = {
  white: "#ffffff",
  snow: "#fffafa",
  ivory: "#fffff0",
  ghostwhite: "#f8f8ff",
  whitesmoke: "#f5f5f5",
  floralwhite: "#fffaf0",
  mintcream: "#f5fffa",
  azure: "#f0ffff",
  aliceblue: "#f0f8ff",
  seashell: "#fff5ee",
  honeydew: "#f0fff0",
  silver: "#c0c0c0",
  gray: "#808080",
  grey: "#808080",
  black: "#000000",
  red: "#ff0000",
  maroon: "#800000",
  yellow: "#ffff00",
  olive: "#808000",
  lime: "#00ff00",
  green: "#008000",
  aqua: "#00ffff",
  cyan: "#00ffff",
  teal: "#008080",
  blue: "#0000ff",
  navy: "#000080",
  fuchsia: "#ff00ff",
  magenta: "#ff00ff",
  purple: "#800080",
  orange: "#ffa500",
  transparent: "#00000000",
};

/** A colour by name, in hexadecimal, as rgb() or hsl(); undefined for any other. */
export function toColour(value: string): Colour | undefined {
  const text = namedColours[value] ?? value;
  if (/^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.test(text)) return fromHex(text.slice(1));
  const [, name = "", inside = ""] = /^(rgb|hsl)a?\(([^()]*)\)$/.exec(text) ?? [];
  const parts = inside.split(/[\s,/]+/).filter((part) => part !== "");
  if (name === "" || parts.length < 3) return undefined;
  const alpha = toShare(parts[3] ?? "1");
  const [first = 0, second = 0, third = 0] = parts.map((part) => Number.parseFloat(part));
  if ([first, second, third, alpha].some(Number.isNaN)) return undefined;
  if (name === "hsl") return { ...fromHue(first, second / 100, third / 100), alpha };
  const channel = (index: number, number: number) => (parts[index]?.endsWith("%") ? number * 2.55 : number);
  return { red: channel(0, first), green: channel(1, second), blue: channel(2, third), alpha };
}

/** A share of one: `0.5` or `50%`. */
export const toShare = (value: string): number =>
  value.endsWith("%") ? Number.parseFloat(value) / 100 : Number.parseFloat(value);

/** From 1, no difference to be seen, to 21. Source: WCAG 2.2, contrast ratio. */
export function contrastOf(one: Colour, other: Colour): number {
  const [brighter = 0, darker = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a);
  return (brighter + 0.05) / (darker + 0.05);
}

function fromHex(digits: string): Colour {
  const long = digits.length < 6 ? [...digits].map((digit) => digit + digit).join("") : digits;
  const octet = (index: number) => Number.parseInt(long.slice(2 * index, 2 * index + 2), 16);
  return { red: octet(0), green: octet(1), blue: octet(2), alpha: long.length === 8 ? octet(3) / 255 : 1 };
}

function fromHue(hue: number, saturation: number, lightness: number): Omit<Colour, "alpha"> {
  const channel = (offset: number) => {
    const place = (((offset + hue / 30) % 12) + 12) % 12;
    const amplitude = saturation * Math.min(lightness, 1 - lightness);
    return 255 * (lightness - amplitude * Math.max(-1, Math.min(place - 3, 9 - place, 1)));
  };
  return { red: channel(0), green: channel(8), blue: channel(4) };
}

function luminanceOf({ red, green, blue }: Colour): number {
  const linear = (channel: number) => {
    const share = Math.min(255, Math.max(0, channel)) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
