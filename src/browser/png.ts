import { inflateSync } from "node:zlib";

/** A picture's pixels, row by row, four octets each (red, green, blue, alpha). */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

const SIGNATURE_OCTETS = 8;
const BYTES: Readonly<Record<number, number>> = { 2: 3, 6: 4 };

/**
 * Reads a PNG as browsers write screenshots: 8 bits a channel, RGB or RGBA, not interlaced.
 * Source: PNG specification, sections 5, 9 and 11. Throws RangeError for any other.
 */
export function readPng(png: Buffer): Pixels {
  const chunks = [...chunksOf(png)];
  const header = chunks.find(({ type }) => type === "IHDR")?.octets ?? Buffer.alloc(13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const octetsPerPixel = BYTES[header[9] ?? -1];
  if (header[8] !== 8 || octetsPerPixel === undefined || header[12] !== 0) throw new RangeError("not such a PNG");
  const data = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map(({ octets }) => octets)));
  const rows = unfilter(data, width * octetsPerPixel, height, octetsPerPixel);
  return { width, height, rgba: octetsPerPixel === 4 ? rows : withAlpha(rows) };
}

/** Width and height alone: they stand at the beginning. */
export const readPngSize = (png: Buffer): Pick<Pixels, "width" | "height"> => ({
  width: png.readUInt32BE(SIGNATURE_OCTETS + 8),
  height: png.readUInt32BE(SIGNATURE_OCTETS + 12),
});

function* chunksOf(png: Buffer) {
  for (let at = SIGNATURE_OCTETS; at + 8 <= png.length; ) {
    const length = png.readUInt32BE(at);
    yield { type: png.toString("latin1", at + 4, at + 8), octets: png.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

/** Undoes the filter of each row, whose octet stands before it. */
function unfilter(data: Buffer, rowOctets: number, height: number, step: number): Uint8Array {
  const rows = new Uint8Array(rowOctets * height);
  for (let row = 0; row < height; row++) {
    const from = row * (rowOctets + 1);
    const filter = data[from] ?? 0;
    const at = row * rowOctets;
    for (let column = 0; column < rowOctets; column++) {
      const left = column >= step ? (rows[at + column - step] ?? 0) : 0;
      const up = row > 0 ? (rows[at + column - rowOctets] ?? 0) : 0;
      const corner = row > 0 && column >= step ? (rows[at + column - rowOctets - step] ?? 0) : 0;
      rows[at + column] = (data[from + 1 + column] ?? 0) + predicted(filter, left, up, corner);
    }
  }
  return rows;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  return filter === 4 ? paeth(left, up, corner) : 0;
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** By hand: a set() a pixel takes ten times as long. */
function withAlpha(rgb: Uint8Array): Uint8Array {
  const rgba = new Uint8Array((rgb.length / 3) * 4).fill(255);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    rgba[to] = rgb[from] ?? 0;
    rgba[to + 1] = rgb[from + 1] ?? 0;
    rgba[to + 2] = rgb[from + 2] ?? 0;
  }
  return rgba;
}
