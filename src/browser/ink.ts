import type { Box, Ink } from "../checks/sight.ts";
import type { Pixels } from "./png.ts";

/** The same piece of a page, with its text and with the text taken away. */
export interface PicturePair {
  readonly shown: Pixels;
  readonly bare: Pixels;
  /** Where the upper left corner lies on the page, px of the page. */
  readonly x: number;
  readonly y: number;
  /** Pixels of the picture to one of the page. */
  readonly scale: number;
}

/** Anything fainter is noise of the renderer, not a stroke. */
const FAINTEST = 1.15;

/**
 * What of a text is really to be seen inside a box: wherever taking the text away changes a pixel, there was ink. So it
 * does not matter by what means a text is hidden. Contrast is that of WCAG 2, between the pixel and what lies below it.
 */
export function inkIn(box: Box, { shown, bare, x, y, scale }: PicturePair): Ink {
  const left = Math.max(0, Math.floor((box.x - x) * scale));
  const right = Math.min(shown.width, Math.ceil((box.x + box.width - x) * scale));
  const top = Math.max(0, Math.floor((box.y - y) * scale));
  const bottom = Math.min(shown.height, Math.ceil((box.y + box.height - y) * scale));
  let [highest, lowest, contrast] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1];
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const at = (row * shown.width + column) * 4;
      if (isSame(shown.rgba, bare.rgba, at)) continue;
      const here = contrastOf(luminanceAt(shown.rgba, at), luminanceAt(bare.rgba, at));
      if (here < FAINTEST) continue;
      highest = Math.min(highest, row);
      lowest = Math.max(lowest, row);
      contrast = Math.max(contrast, here);
    }
  }
  return { height: highest > lowest ? 0 : (lowest - highest + 1) / scale, contrast };
}

const isSame = (one: Uint8Array, other: Uint8Array, at: number): boolean =>
  one[at] === other[at] && one[at + 1] === other[at + 1] && one[at + 2] === other[at + 2];

/** From 1, the same, to 21, black on white. Source: WCAG 2, contrast ratio. */
export const contrastOf = (one: number, other: number): number =>
  (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

function luminanceAt(rgba: Uint8Array, at: number): number {
  return 0.2126 * linear(rgba[at]) + 0.7152 * linear(rgba[at + 1]) + 0.0722 * linear(rgba[at + 2]);
}

const linear = (channel = 0): number => linearOf[channel] ?? 0;

/** By channel, 0-255; source: WCAG 2, relative luminance. */
const linearOf = Array.from({ length: 256 }, (_, channel) => {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});
