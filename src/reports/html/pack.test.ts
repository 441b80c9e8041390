import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pack, unpack } from "./pack.ts";

describe("packing", () => {
  it("gives any JSON back as it was", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json = JSON.stringify(value);
        expect(JSON.stringify(unpack(JSON.parse(JSON.stringify(pack(JSON.parse(json))))))).toBe(json);
      }),
    );
  });

  it("keeps what occurs again once", () => {
    const call = { what: "authorizeService", status: "200" };
    const one = pack([call]).nodes.length;
    expect(pack(Array.from({ length: 100 }, () => ({ ...call }))).nodes).toHaveLength(one);
  });

  it("leaves out what is undefined", () => {
    expect(unpack(pack({ a: 1, b: undefined }))).toEqual({ a: 1 });
  });
});
