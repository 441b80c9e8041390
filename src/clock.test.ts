import { describe, expect, it } from "vitest";
import { ManualClock, ShiftedClock } from "./clock.ts";

describe("ManualClock", () => {
  it("stands still until it is moved", () => {
    const clock = new ManualClock(1_000);
    expect(clock.now()).toBe(1_000);
    clock.advance(500);
    expect(clock.now()).toBe(1_500);
  });

  it("fires alarms in the order they fall due, each at its own instant", () => {
    const clock = new ManualClock(0);
    const fired: [string, number][] = [];
    clock.after(30, () => fired.push(["late", clock.now()]));
    clock.after(10, () => {
      fired.push(["early", clock.now()]);
      clock.after(5, () => fired.push(["follow-up", clock.now()]));
    });
    clock.advance(30);
    expect(fired).toEqual([
      ["early", 10],
      ["follow-up", 15],
      ["late", 30],
    ]);
  });

  it("does not fire what was cancelled or is not yet due", () => {
    const clock = new ManualClock(0);
    const fired: string[] = [];
    const cancel = clock.after(10, () => fired.push("cancelled"));
    clock.after(11, () => fired.push("later"));
    cancel();
    clock.advance(10);
    expect(fired).toEqual([]);
  });
});

describe("ShiftedClock", () => {
  it("shows real time plus what it was put forward by", () => {
    const base = new ManualClock(1_000);
    const clock = new ShiftedClock(base);
    clock.advance(500);
    base.advance(7);
    expect(clock.now()).toBe(1_507);
  });

  it("fires at once what falls due by putting it forward, in order, and only once", () => {
    const base = new ManualClock(0);
    const clock = new ShiftedClock(base);
    const fired: string[] = [];
    clock.after(20, () => fired.push("second"));
    clock.after(10, () => fired.push("first"));
    clock.advance(20);
    base.advance(100);
    expect(fired).toEqual(["first", "second"]);
  });

  it("lets real time do the rest of a timer that was brought nearer", () => {
    const base = new ManualClock(0);
    const clock = new ShiftedClock(base);
    const fired: number[] = [];
    clock.after(100, () => fired.push(base.now()));
    clock.advance(60);
    base.advance(39);
    expect(fired).toEqual([]);
    base.advance(1);
    expect(fired).toEqual([40]);
  });

  it("never fires what was cancelled", () => {
    const base = new ManualClock(0);
    const clock = new ShiftedClock(base);
    const fired: number[] = [];
    clock.after(5, () => fired.push(1))();
    clock.advance(10);
    base.advance(10);
    expect(fired).toEqual([]);
  });
});
