import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Numbered, Shelf } from "./shelf.ts";

const deed = fc.oneof(
  fc.constant({ do: "add" } as const),
  fc.constant({ do: "drop" } as const),
  fc.record({ do: fc.constant("remove" as const), sequence: fc.nat(30) }),
);

describe("Shelf", () => {
  it("holds what a plain list would, whatever is added, dropped and removed", () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 40 }), fc.nat(30), (deeds, cursor) => {
        const shelf = new Shelf<Numbered>();
        let plain: Numbered[] = [];
        let sequence = 0;
        for (const next of deeds) {
          if (next.do === "add") {
            const item = { sequence: ++sequence };
            shelf.add(item);
            plain.push(item);
          } else if (next.do === "remove") {
            shelf.remove(next);
            plain = plain.filter((item) => item.sequence !== next.sequence);
          } else if (plain.length > 0) {
            shelf.dropOldest();
            plain.shift();
          }
        }
        expect([...shelf.after(cursor)]).toEqual(plain.filter((item) => item.sequence > cursor));
        expect([shelf.size, shelf.oldest]).toEqual([plain.length, plain[0]]);
      }),
    );
  });
});
