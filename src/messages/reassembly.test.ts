import fc from "fast-check";
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

  it("accounts for what it gave up and for what it still waits for, from a cursor on", () => {
    const clock = new ManualClock(0);
    const reassembly = new Reassembly(clock, { incompleteMs: 60_000 });
    reassembly.add(toPhone, part(1, "lost"));
    clock.advance(60_000);
    const { cursor } = reassembly;
    reassembly.add(toPhone, part(1, "old"));
    reassembly.add(toPhone, part(1, "new"));
    const whole = [1, 2].map((index) => reassembly.add(toPhone, part(index, "whole", { reference: 9 })).kind);
    expect(whole).toEqual(["waiting", "complete"]);
    const fates = (after: number) =>
      reassembly.unfinished({ after }).map(({ came, total, fate }) => [came, total, fate]);
    expect(fates(0)).toEqual([
      [1, 2, "expired"],
      [1, 2, "superseded"],
      [1, 2, "waiting"],
    ]);
    expect(fates(cursor)).toEqual([
      [1, 2, "superseded"],
      [1, 2, "waiting"],
    ]);
  });

  it("holds and remembers no more than its limits, whatever a sender begins and never ends", () => {
    const clock = new ManualClock(0);
    const limits = { maxIncomplete: 50, maxWaitingBytes: 1_000, incompleteMs: 1_000, maxAbandoned: 20 };
    const reassembly = new Reassembly(clock, limits);
    for (let reference = 0; reference < 1_000; reference++) {
      reassembly.add(toPhone, part(1, "x".repeat(40), { reference, total: 255 }));
      if (reference % 100 === 0) clock.advance(1_000);
    }
    const held = reassembly.incomplete().flatMap(({ parts }) => parts.map(({ payload }) => payload.length));
    expect(held.length).toBeLessThanOrEqual(50);
    expect(held.reduce((sum, octets) => sum + octets, 0)).toBeLessThanOrEqual(1_000);
    clock.advance(1_000);
    expect(reassembly.unfinished()).toHaveLength(20);
  });

  it("is not missing anything where a part of a whole message comes again, as after a lost answer", () => {
    const reassembly = new Reassembly(new ManualClock(0));
    reassembly.add(toPhone, part(1, "hello "));
    reassembly.add(toPhone, part(2, "world"));
    expect(textsOf(reassembly.add(toPhone, part(2, "world")))).toBe("waiting");
    expect(reassembly.unfinished()).toEqual([]);
  });

  it("makes a second message of a whole one whose parts all come again", () => {
    const reassembly = new Reassembly(new ManualClock(0));
    const parts = [part(1, "hello "), part(2, "world")];
    const outcomes = [...parts, ...parts].map((each) => textsOf(reassembly.add(toPhone, each)));
    expect(outcomes).toEqual(["waiting", ["hello ", "world"], "waiting", ["hello ", "world"]]);
  });

  it("misses the rest of another message, even under a reference and beside a part that came again", () => {
    const reassembly = new Reassembly(new ManualClock(0));
    for (const each of [part(1, "hello "), part(2, "world"), part(2, "world")]) reassembly.add(toPhone, each);
    reassembly.add(toPhone, part(1, "another "));
    expect(reassembly.unfinished()).toMatchObject([{ came: 1, total: 2, fate: "waiting" }]);
    expect(textsOf(reassembly.add(toPhone, part(2, "message")))).toEqual(["another ", "message"]);
  });

  it("misses a part of what is sent long after the like of it", () => {
    const clock = new ManualClock(0);
    const reassembly = new Reassembly(clock, { incompleteMs: 60_000 });
    reassembly.add(toPhone, part(1, "hello "));
    reassembly.add(toPhone, part(2, "world"));
    clock.advance(60_000);
    reassembly.add(toPhone, part(1, "hello "));
    expect(reassembly.unfinished()).toMatchObject([{ came: 1 }]);
  });

  it("joins 255 parts", () => {
    const reassembly = new Reassembly(new ManualClock(0));
    const outcomes = Array.from({ length: 255 }, (_, at) =>
      reassembly.add(toPhone, part(255 - at, "x", { total: 255 })),
    );
    expect(outcomes.at(-1)).toMatchObject({ kind: "complete", parts: { length: 255 } });
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

describe("any order of arrival, with parts that come twice", () => {
  it("makes one message of each reference", () => {
    const sent = fc.array(fc.record({ reference: fc.nat(3), total: fc.integer({ min: 2, max: 6 }) }), {
      maxLength: 4,
      minLength: 1,
    });
    const messages = sent.map((all) => [...new Map(all.map((message) => [message.reference, message])).values()]);
    const arrivals = messages.chain((all) => {
      const parts = all.flatMap(({ reference, total }) =>
        Array.from({ length: total }, (_, at) => part(at + 1, `${reference}:${at + 1} `, { reference, total })),
      );
      const order = fc.shuffledSubarray(parts, { minLength: parts.length });
      return fc.tuple(fc.constant(all), order, fc.constantFrom(...parts));
    });
    fc.assert(
      fc.property(arrivals, ([all, order, twice]) => {
        const reassembly = new Reassembly(new ManualClock(0));
        // The one that comes twice comes before its message is whole: right behind itself, or else it would begin another.
        const parts = order.slice(0, -1).flatMap((arriving) => (arriving === twice ? [twice, twice] : [arriving]));
        const texts = [...parts, ...order.slice(-1)]
          .map((arriving) => textsOf(reassembly.add(toPhone, arriving)))
          .filter((outcome) => Array.isArray(outcome));
        const expected = all.map(({ reference, total }) =>
          Array.from({ length: total }, (_, at) => `${reference}:${at + 1} `),
        );
        const byFirst = (one: readonly string[], other: readonly string[]) => `${one[0]}`.localeCompare(`${other[0]}`);
        expect(texts.sort(byFirst)).toEqual(expected.sort(byFirst));
      }),
    );
  });
});
