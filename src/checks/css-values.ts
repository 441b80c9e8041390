/** What a style computes to, as far as hiding goes. Lengths in CSS pixels. */

const ROOT_FONT_SIZE = 16;
/** A mail is read in a window about 600 pixels wide and 800 high: hence the units of the window. */
const pixelsPerUnit = table({ px: 1, pt: 4 / 3, pc: 16, in: 96, cm: 96 / 2.54, mm: 96 / 25.4, q: 96 / 101.6 });
const pixelsPerWindowUnit = table({ rem: ROOT_FONT_SIZE, vw: 6, vh: 8, vmin: 6, vmax: 8 });
const relativeUnits = table({ em: 1, ex: 0.5, ch: 0.5, "%": 0.01 });
const fontKeywords = table({
  "xx-small": 9,
  "x-small": 10,
  small: 13,
  medium: 16,
  large: 18,
  "x-large": 24,
  "xx-large": 32,
  "xxx-large": 48,
});
const degreesPerUnit = table({ "": 1, deg: 1, grad: 0.9, rad: 180 / Math.PI, turn: 360 });

/** A length in pixels, `base` being what em and % refer to; undefined for what cannot be computed. */
export function toPixels(value: string, base: number): number | undefined {
  const [, number = "", unit = ""] = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)([a-z%]*)$/.exec(value) ?? [];
  if (number === "") return undefined;
  if (Number(number) === 0) return 0;
  const relative = relativeUnits.get(unit);
  const factor = relative === undefined ? (pixelsPerUnit.get(unit) ?? pixelsPerWindowUnit.get(unit)) : relative * base;
  return factor === undefined ? undefined : Number(number) * factor;
}

/** A `font-size` in pixels, or that of a `font` shorthand. */
export function toFontSize(value: string, inherited: number): number | undefined {
  const sizes = value.split(" ").map((word) => {
    const [size = ""] = word.split("/");
    if (size === "smaller") return inherited / 1.2;
    return size === "larger" ? inherited * 1.2 : (fontKeywords.get(size) ?? toPixels(size, inherited));
  });
  // Before the size a shorthand may name a weight, a number as well: the size is the one with a unit, or the last.
  const candidates = sizes.filter((_, index) => !/^[1-9]00$/.test(value.split(" ")[index] ?? ""));
  return candidates.find((size) => size !== undefined);
}

/** A share of one: `0.5` or `50%`. */
export const toShare = (value: string): number =>
  value.endsWith("%") ? Number.parseFloat(value) / 100 : Number.parseFloat(value);

/** An angle in degrees; NaN for what is none. */
export function toDegrees(value: string): number {
  const [, number = "", unit = ""] = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)([a-z]*)$/.exec(value) ?? [];
  return number === "" ? Number.NaN : Number(number) * (degreesPerUnit.get(unit) ?? Number.NaN);
}

function table(units: Readonly<Record<string, number>>): ReadonlyMap<string, number> {
  return new Map(Object.entries(units));
}
