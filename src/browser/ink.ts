import type { Pixels } from "./png.ts";

/** A rectangle in pixels of the picture. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * How well something is seen that is there in one picture and not in the other: the greatest contrast between the two
 * within the box, 1 (nothing to be seen) to 21. Whatever hides it – colour, opacity, an overlay, a clip –, what cannot
 * be seen makes no difference. Source: WCAG 2.2, contrast ratio and relative luminance.
 */
export function contrastOfInk(withText: Pixels, without: Pixels, box: Box): number {
  let greatest = 1;
  for (const offset of offsetsIn(withText, box)) {
    const [one, other] = [luminanceAt(withText.rgba, offset), luminanceAt(without.rgba, offset)];
    if (one !== other) greatest = Math.max(greatest, (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05));
  }
  return greatest;
}

function* offsetsIn({ width, height }: Pixels, box: Box) {
  const right = Math.min(width, Math.ceil(box.x + box.width));
  const bottom = Math.min(height, Math.ceil(box.y + box.height));
  for (let y = Math.max(0, Math.floor(box.y)); y < bottom; y++) {
    for (let x = Math.max(0, Math.floor(box.x)); x < right; x++) yield (y * width + x) * 4;
  }
}

function luminanceAt(rgba: Uint8Array, offset: number): number {
  return 0.2126 * linear(rgba[offset]) + 0.7152 * linear(rgba[offset + 1]) + 0.0722 * linear(rgba[offset + 2]);
}

const linearValues = Array.from({ length: 256 }, (_, value) => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});

const linear = (value = 0): number => linearValues[value] ?? 0;
