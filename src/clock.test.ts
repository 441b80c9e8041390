import { describe, expect, it } from "vitest";
import { ManualClock } from "./clock.ts";

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
