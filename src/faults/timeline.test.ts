import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createChance } from "../chance.ts";
import { ManualClock } from "../clock.ts";
import type { Occasion } from "./fault.ts";
import type { FaultRule, FaultTiming } from "./fault-rule.ts";
import { createFaultTimeline, type FaultTimeline } from "./timeline.ts";

const unavailable = { kind: "status", status: 503 } as const;
const backend = (when?: FaultTiming): FaultRule => ({ leg: "d1-issuer", fault: unavailable, ...(when && { when }) });

function open(rules: readonly FaultRule[] = [], seed = "seed"): { timeline: FaultTimeline; clock: ManualClock } {
  const clock = new ManualClock(0);
  return { timeline: createFaultTimeline({ clock, chance: createChance(seed), rules }), clock };
}

const call = (target?: string, at = 0): Occasion<"d1-issuer"> => ({
  leg: "d1-issuer",
  point: "request",
  at,
  ...(target !== undefined && { target }),
});

/** Which of the next ten calls fail, from 1. */
const failing = (timeline: FaultTimeline): readonly number[] =>
  Array.from({ length: 10 }, (_, index) => index + 1).filter(() => timeline.next(call()) !== undefined);

describe("a rule strikes", () => {
  it.each<[string, FaultTiming | undefined, readonly number[]]>([
    ["always, when nothing else is said", undefined, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
    ["at the first few", { kind: "first", count: 2 }, [1, 2]],
    ["at the one of that number", { kind: "nth", n: 3 }, [3]],
    ["at every so many", { kind: "every", n: 4 }, [4, 8]],
    ["at none of 100", { kind: "share", percent: 0 }, []],
    ["at all of 100", { kind: "share", percent: 100 }, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
  ])("%s", (_when, when, expected) => {
    expect(failing(open([backend(when)]).timeline)).toEqual(expected);
  });

  it("for each key by itself", () => {
    const { timeline } = open([backend({ kind: "first", count: 1, each: "key" })]);
    const outcomes = ["/a", "/b", "/a", "/b"].map((target) => timeline.next(call(target))?.kind);
    expect(outcomes).toEqual(["status", "status", undefined, undefined]);
  });

  it("for one recipient, or one target, alone", () => {
    const { timeline } = open([
      { leg: "smpp", recipient: "+447700900001", fault: { kind: "status", status: "ESME_RTHROTTLED" } },
      { leg: "d1-issuer", target: "/consumers/c7", fault: unavailable },
    ]);
    const submit = (recipient: string) => timeline.next({ leg: "smpp", point: "submit", at: 0, recipient });
    expect([submit("+447700900002"), submit("+447700900001")?.kind]).toEqual([undefined, "status"]);
    expect([timeline.next(call("/consumers/c8")), timeline.next(call("/1/consumers/c7/x"))]).toEqual([
      undefined,
      unavailable,
    ]);
  });

  it("between two instants of its own time", () => {
    const { timeline, clock } = open();
    clock.advance(1_000);
    timeline.restart(createChance("later"));
    timeline.add({ ...backend(), between: { fromMs: 60_000, untilMs: 180_000 } });
    const outcomes = [59_999, 60_000, 179_999, 180_000].map((ms) => timeline.next(call("/", 1_000 + ms))?.kind);
    expect(outcomes).toEqual([undefined, "status", "status", undefined]);
  });

  it("at the point where such a fault happens, and at no other", () => {
    const { timeline } = open([{ leg: "smpp", fault: { kind: "receipt", fate: "lost" } }]);
    const at = (point: "bind" | "submit" | "receipt") => timeline.next({ leg: "smpp", point, at: 0 })?.kind;
    expect([at("bind"), at("submit"), at("receipt")]).toEqual([undefined, undefined, "receipt"]);
  });
});

describe("several rules", () => {
  it("all count an occasion, and the first that is due has it", () => {
    const { timeline } = open([backend({ kind: "first", count: 1 }), { leg: "d1-issuer", fault: { kind: "reset" } }]);
    const second = timeline.add({ leg: "d1-issuer", fault: { kind: "empty" }, when: { kind: "nth", n: 2 } });
    expect([timeline.next(call())?.kind, timeline.next(call())?.kind]).toEqual(["status", "reset"]);
    expect([timeline.lift("f2"), timeline.lift("f2")]).toEqual([true, false]);
    expect(timeline.rules().map(({ id }) => id)).toEqual(["f1", second.id]);
    timeline.clear();
    expect(timeline.next(call())).toBeUndefined();
  });
});

describe("the account", () => {
  it("says what happened and to nobody by name", () => {
    const { timeline } = open([{ leg: "smpp", fault: { kind: "bind-lost" }, when: { kind: "first", count: 2 } }]);
    const heard: string[] = [];
    timeline.onFault(({ rule }) => heard.push(rule));
    for (const at of [5, 6, 7]) timeline.next({ leg: "smpp", point: "submit", at, recipient: "+447700900123" });
    const account = timeline.account();
    expect(account).toMatchObject({ total: 2, byRule: { f1: 2 }, entries: [{ atMs: 5, occurrence: 1 }, { atMs: 6 }] });
    expect(JSON.stringify(account)).not.toContain("7700900");
    expect(heard).toEqual(["f1", "f1"]);
  });

  it("begins anew with the timeline, which keeps the rules of its start alone", () => {
    const { timeline } = open([backend()]);
    timeline.next(call());
    timeline.restart(createChance("next scenario"));
    expect([timeline.rules().length, timeline.account().total]).toEqual([1, 0]);
    timeline.add({ leg: "dns", fault: { kind: "timeout" } });
    timeline.restart(createChance("the one after"));
    expect(timeline.rules()).toEqual([{ id: "f1", rule: backend() }]);
  });
});

describe("the same seed", () => {
  const calls = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 60 });
  const rules: readonly FaultRule[] = [
    backend({ kind: "share", percent: 30 }),
    backend({ kind: "every", n: 3, each: "key" }),
  ];
  const play = (targets: readonly number[], seed: string) => {
    const { timeline } = open(rules, seed);
    for (const target of targets) timeline.next(call(`/${target}`));
    return timeline.account();
  };

  it("gives the same faults in the same order", () => {
    fc.assert(
      fc.property(calls, fc.string(), (targets, seed) => {
        expect(play(targets, seed)).toEqual(play(targets, seed));
      }),
    );
  });

  it("gives every key the same faults, however the calls of others fall in between", () => {
    fc.assert(
      fc.property(calls, (targets) => {
        const sorted = [...targets].sort((a, b) => a - b);
        expect(play(sorted, "seed").fingerprint).toBe(play(targets, "seed").fingerprint);
      }),
    );
  });

  it("is what a share hangs on: another seed strikes others, as many", () => {
    const targets = Array.from({ length: 2_000 }, (_, index) => index);
    const [one, other] = [play(targets, "one"), play(targets, "other")];
    expect(one.fingerprint).not.toBe(other.fingerprint);
    for (const { byRule } of [one, other]) expect(Math.abs((byRule["f1"] ?? 0) - 600)).toBeLessThan(90);
  });
});
