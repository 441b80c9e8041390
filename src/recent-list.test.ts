import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RecentList } from "./recent-list.ts";

describe("RecentList", () => {
  it("shows what came after a count, and of that no more than the newest it keeps", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.nat(30), fc.nat(40), (limit, length, cursor) => {
        const list = new RecentList<number>(limit);
        for (let item = 0; item < length; item++) list.add(item);
        const all = Array.from({ length }, (_, item) => item);
        expect(list.count).toBe(length);
        expect(list.since(cursor)).toEqual(all.slice(Math.max(cursor, length - limit)));
      }),
    );
  });
});
