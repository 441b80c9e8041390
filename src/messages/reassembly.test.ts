import { describe, expect, it } from "vitest";
import { ManualClock } from "../clock.ts";
import type { SmsPart } from "./captured-message.ts";
import { Reassembly } from "./reassembly.ts";

const toPhone = { source: "Meridale", destination: "447700900123" };

function part(index: number, text: string, place: Partial<SmsPart> = {}): SmsPart {
  return { index, total: 2, reference: 7, dataCoding: 0, payload: Buffer.from(text), text, ...place };
}

const textsOf = (outcome: ReturnType<Reassembly["add"]>) =>
  outcome.kind === "complete" ? outcome.parts.map(({ text }) => text) : outcome.kind;

describe("joining parts", () => {
  it("hands a message over once its last part is there, in order", () => {
    const reassembly = new Reassembly(new ManualClock(0));
    expect(textsOf(reassembly.add(toPhone, part(2, "world")))).toBe("waiting");
    expect(reassembly.incomplete()).toMatchObject([{ ...toPhone, reference: 7, total: 2, parts: [{ index: 2 }] }]);
    expect(textsOf(reassembly.add(toPhone, part(1, "hello ")))).toEqual(["hello ", "world"]);
    expect(reassembly.incomplete()).toEqual([]);
  });

  it("takes the same part twice for one", () => {
    const reassembly = new Reassembly(new ManualClock(0));
    reassembly.add(toPhone, part(1, "hello "));
    expect(textsOf(reassembly.add(toPhone, part(1, "hello ")))).toBe("waiting");
    expect(textsOf(reassembly.add(toPhone, part(2, "world")))).toEqual(["hello ", "world"]);
  });

  it("never joins an abandoned message with one that uses its reference anew", () => {
    const reassembly = new Reassembly(new ManualClock(0));
    reassembly.add(toPhone, part(1, "old "));
    expect(textsOf(reassembly.add(toPhone, part(1, "new ")))).toBe("waiting");
    expect(textsOf(reassembly.add(toPhone, part(2, "text")))).toEqual(["new ", "text"]);
  });

  it.each([
    ["another sender", { ...toPhone, source: "Veloria" }, {}],
    ["another phone", { ...toPhone, destination: "447700900124" }, {}],
    ["another reference", toPhone, { reference: 8 }],
    ["another total", toPhone, { total: 3 }],
  ])("keeps messages apart by %s", (_, origin, place) => {
    const reassembly = new Reassembly(new ManualClock(0));
    reassembly.add(toPhone, part(1, "one"));
    expect(textsOf(reassembly.add(origin, part(2, "two", place)))).toBe("waiting");
    expect(reassembly.incomplete()).toHaveLength(2);
  });

  it("forgets what stays incomplete, by the clock", () => {
    const clock = new ManualClock(0);
    const reassembly = new Reassembly(clock, { incompleteMs: 60_000 });
    reassembly.add(toPhone, part(1, "one"));
    clock.advance(59_999);
    expect(reassembly.incomplete()).toHaveLength(1);
    clock.advance(1);
    expect(reassembly.incomplete()).toEqual([]);
  });

  it("gives a reference that is used again its full time", () => {
    const clock = new ManualClock(0);
    const reassembly = new Reassembly(clock, { incompleteMs: 60_000 });
    reassembly.add(toPhone, part(1, "one"));
    reassembly.add(toPhone, part(2, "two"));
    clock.advance(59_999);
    reassembly.add(toPhone, part(1, "three"));
    clock.advance(59_999);
    expect(reassembly.incomplete()).toHaveLength(1);
  });

  it("turns parts away when too much is waiting, and takes them again when there is room", () => {
    const reassembly = new Reassembly(new ManualClock(0), { maxIncomplete: 1, maxWaitingBytes: 10 });
    reassembly.add(toPhone, part(1, "12345"));
    expect(textsOf(reassembly.add(toPhone, part(1, "1", { reference: 8 })))).toBe("full");
    expect(textsOf(reassembly.add(toPhone, part(2, "123456")))).toBe("full");
    expect(textsOf(reassembly.add(toPhone, part(2, "12345")))).toEqual(["12345", "12345"]);
    expect(textsOf(reassembly.add(toPhone, part(1, "1234567890", { reference: 8 })))).toBe("waiting");
  });
});
