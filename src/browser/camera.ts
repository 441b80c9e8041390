import type { CDPSession, Page } from "playwright";
import type { Box } from "../checks/sight.ts";
import { showBeacon } from "./in-page.ts";
import { type Pixels, readPng } from "./png.ts";

/** Of the beacon, px of the page. */
const SIZE = 4;
/** Pictures of before that are thrown away; a beacon that the page itself hides must not keep us for ever. */
const MOST_TRIES = 6;
const colours = ["#f0f", "#0f0"] as const;

/** A picture of a piece of a page, and where its upper left corner lies there. */
export interface Shot {
  readonly picture: Pixels;
  /** In px of the page. */
  readonly x: number;
  readonly y: number;
  /** Pixels of the picture to one of the page. */
  readonly scale: number;
}

/**
 * Takes pictures of pieces of a window as they are now. A busy browser hands out the picture of before: so each picture
 * has a beacon at its edge, of another colour than the last, and one without it is taken again.
 */
export class Camera {
  #turn = 0;

  constructor(
    private readonly page: Page,
    private readonly cdp: CDPSession,
  ) {}

  /** A piece, in px of the page, of what the window shows. */
  async take(piece: Box, window: Box): Promise<Shot> {
    this.#turn = 1 - this.#turn;
    const colour = colours[this.#turn] ?? colours[0];
    const isBelow = piece.y + piece.height + SIZE <= window.y + window.height;
    const framed = { ...piece, y: isBelow ? piece.y : piece.y - SIZE, height: piece.height + SIZE };
    const top = isBelow ? piece.y + piece.height : piece.y - SIZE;
    await this.page.evaluate(showBeacon, { x: piece.x - window.x, y: top - window.y, size: SIZE, colour });
    for (let tries = 1; ; tries++) {
      const picture = await this.#shoot(framed);
      const scale = picture.width / framed.width;
      if (tries === MOST_TRIES || this.#isOfNow(picture, (top + SIZE / 2 - framed.y) * scale, (SIZE / 2) * scale)) {
        return { picture, x: framed.x, y: framed.y, scale };
      }
    }
  }

  async #shoot(piece: Box): Promise<Pixels> {
    const clip = { ...piece, scale: 1 };
    const { data } = await this.cdp.send("Page.captureScreenshot", { format: "png", optimizeForSpeed: true, clip });
    return readPng(Buffer.from(data, "base64"));
  }

  /** Whether the beacon, whatever lies over it, is rather of this turn's colour: green or not. */
  #isOfNow({ width, rgba }: Pixels, row: number, column: number): boolean {
    const at = (Math.floor(row) * width + Math.min(width - 1, Math.floor(column))) * 4;
    const [red = 0, green = 0] = rgba.subarray(at, at + 2);
    return this.#turn === 1 ? green > red : red > green;
  }
}
