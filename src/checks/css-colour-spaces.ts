/** Red, green and blue 0-255; outside where a screen cannot show it. */
export interface Rgb {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

type Triple = readonly [number, number, number];

/** `hsl()`: hue in degrees, the others as shares of one. Source: CSS Color 4, section 7. */
export function fromHsl(hue: number, saturation: number, lightness: number): Rgb {
  const channel = (offset: number) => {
    const place = (((offset + hue / 30) % 12) + 12) % 12;
    const amplitude = saturation * Math.min(lightness, 1 - lightness);
    return 255 * (lightness - amplitude * Math.max(-1, Math.min(place - 3, 9 - place, 1)));
  };
  return { red: channel(0), green: channel(8), blue: channel(4) };
}

/** `hwb()`: hue in degrees, whiteness and blackness as shares of one. Source: CSS Color 4, section 8. */
export function fromHwb(hue: number, whiteness: number, blackness: number): Rgb {
  const sum = whiteness + blackness;
  const mixed = (channel: number) => (sum >= 1 ? (255 * whiteness) / sum : channel * (1 - sum) + 255 * whiteness);
  const { red, green, blue } = fromHsl(hue, 1, 0.5);
  return { red: mixed(red), green: mixed(green), blue: mixed(blue) };
}

/** `lab()`: lightness 0-100, a and b about ±125. Source: CSS Color 4, section 9. */
export function fromLab(lightness: number, a: number, b: number): Rgb {
  const y = (lightness + 16) / 116;
  const linear = (share: number) => (share ** 3 > 216 / 24389 ? share ** 3 : (116 * share - 16) / (24389 / 27));
  // White of the profession's daylight, D50, which the matrix turns into that of screens.
  const [first, second, third] = [0.96422 * linear(y + a / 500), linear(y), 0.82521 * linear(y - b / 200)];
  return fromLinear([
    3.1338561 * first - 1.6168667 * second - 0.4906146 * third,
    -0.9787684 * first + 1.9161415 * second + 0.033454 * third,
    0.0719453 * first - 0.2289914 * second + 1.4052427 * third,
  ]);
}

/** `oklab()`: lightness 0-1, a and b about ±0.4. Source: CSS Color 4, section 9. */
export function fromOklab(lightness: number, a: number, b: number): Rgb {
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return fromLinear([
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ]);
}

/** A lightness, a distance from grey and a hue in degrees, as Lab and Oklab want it. */
export function fromPolar(chroma: number, hue: number): readonly [a: number, b: number] {
  const angle = (hue * Math.PI) / 180;
  return [chroma * Math.cos(angle), chroma * Math.sin(angle)];
}

/** What a channel of a screen, 0-255, is as light, 0-1. */
export function toLinear(channel: number): number {
  const share = Math.min(255, Math.max(0, channel)) / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function fromLinear(light: Triple): Rgb {
  const [red, green, blue] = light.map(
    (share) => 255 * (share <= 0.0031308 ? 12.92 * share : 1.055 * share ** (1 / 2.4) - 0.055),
  );
  return { red: red ?? 0, green: green ?? 0, blue: blue ?? 0 };
}
