import { describe, expect, it } from "vitest";
import { inkIn } from "./ink.ts";
import type { Pixels } from "./png.ts";

type Colour = readonly [red: number, green: number, blue: number];

const [black, grey, white]: readonly Colour[] = [
  [0, 0, 0],
  [119, 119, 119],
  [255, 255, 255],
];

/** Four pixels wide, as many high as there are rows. */
const paint = (rows: readonly (Colour | undefined)[]): Pixels => ({
  width: 4,
  height: rows.length,
  rgba: new Uint8Array(rows.flatMap((row = [255, 255, 255]) => Array.from({ length: 4 }, () => [...row, 255]).flat())),
});

const all = { x: 0, y: 0, width: 4, height: 6 };
const look = (shown: Pixels, bare: Pixels, box = all) => inkIn(box, { shown, bare, x: 0, y: 0, scale: 1 });
const blank = paint([white, white, white, white, white, white]);

describe("ink", () => {
  it("is black on white from its first row to its last", () => {
    expect(look(paint([white, black, white, white, black, white]), blank)).toEqual({ height: 4, contrast: 21 });
  });

  it("is as strong as its strongest point", () => {
    const { contrast } = look(paint([white, grey, grey, white, white, white]), blank);
    expect(contrast).toBeCloseTo(4.48, 2);
  });

  it("is not there where taking the text away changes nothing, whatever the picture shows", () => {
    const stripes = paint([black, white, black, white, black, white]);
    expect(look(stripes, stripes)).toEqual({ height: 0, contrast: 1 });
  });

  it("is nothing where it hardly differs from its ground", () => {
    expect(look(paint([[250, 250, 250]]), paint([white]))).toEqual({ height: 0, contrast: 1 });
  });

  it("counts inside the box only, and in pixels of the page", () => {
    const shown = paint([black, white, white, white, black, black]);
    const pair = { shown, bare: blank, x: 10, y: 20, scale: 2 };
    expect(inkIn({ x: 10, y: 22, width: 2, height: 1 }, pair)).toEqual({ height: 1, contrast: 21 });
    expect(inkIn({ x: 50, y: 20, width: 2, height: 3 }, pair)).toEqual({ height: 0, contrast: 1 });
  });
});
