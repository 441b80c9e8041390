import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { expect, it } from "vitest";
import { readPng, readPngSize } from "./png.ts";

/** A PNG as a browser might write it: each row with a filter of its own, the pixels over two chunks. */
function writePng(width: number, rows: readonly Uint8Array[], filters: readonly number[], channels: 3 | 4): Buffer {
  const filtered = rows.map((row, y) =>
    Buffer.from([
      filters[y] ?? 0,
      ...row.map((octet, x) => octet - predicted(rows, { x, y, channels }, filters[y] ?? 0)),
    ]),
  );
  const packed = deflateSync(Buffer.concat(filtered));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(rows.length, 4);
  header.set([8, channels === 4 ? 6 : 2, 0, 0, 0], 8);
  const half = packed.length >> 1;
  const chunks = [chunk("IHDR", header), chunk("IDAT", packed.subarray(0, half)), chunk("IDAT", packed.subarray(half))];
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...chunks, chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, Buffer.from(type, "latin1"), content, Buffer.alloc(4)]);
}

interface Octet {
  readonly x: number;
  readonly y: number;
  readonly channels: number;
}

function predicted(rows: readonly Uint8Array[], { x, y, channels }: Octet, filter: number): number {
  const left = rows[y]?.[x - channels] ?? 0;
  const above = rows[y - 1]?.[x] ?? 0;
  const corner = rows[y - 1]?.[x - channels] ?? 0;
  const nearest = [left, above, corner].toSorted(
    (one, other) => Math.abs(left + above - corner - one) - Math.abs(left + above - corner - other),
  );
  return [0, left, above, Math.floor((left + above) / 2), nearest[0] ?? 0][filter] ?? 0;
}

const picture = fc
  .record({ width: fc.integer({ min: 1, max: 6 }), height: fc.integer({ min: 1, max: 6 }) })
  .chain(({ width, height }) =>
    fc.record({
      width: fc.constant(width),
      rows: fc.array(fc.uint8Array({ minLength: width * 4, maxLength: width * 4 }), {
        minLength: height,
        maxLength: height,
      }),
      filters: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: height, maxLength: height }),
    }),
  );

it("reads back every pixel, whatever filter each row has", () => {
  fc.assert(
    fc.property(picture, ({ width, rows, filters }) => {
      const png = writePng(width, rows, filters, 4);
      expect(readPng(png)).toEqual({ width, height: rows.length, rgba: new Uint8Array(Buffer.concat(rows)) });
      expect(readPngSize(png)).toEqual({ width, height: rows.length });
    }),
  );
});

it("reads pixels without alpha as opaque ones", () => {
  const png = writePng(2, [new Uint8Array([1, 2, 3, 4, 5, 6])], [1], 3);
  expect([...readPng(png).rgba]).toEqual([1, 2, 3, 255, 4, 5, 6, 255]);
});

it("refuses a picture that no browser writes", () => {
  const png = writePng(1, [new Uint8Array([1, 2, 3, 4])], [0], 4);
  png[24] = 16;
  expect(() => readPng(png)).toThrow(RangeError);
});
