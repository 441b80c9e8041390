import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ManualClock, systemClock } from "./clock.ts";
import { startDeadline } from "./deadline.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a deadline", () => {
  it("falls when the clock says so, once", () => {
    const clock = new ManualClock(0);
    const fell = vi.fn();
    startDeadline(clock, 1000, fell);
    clock.advance(999);
    expect(fell).not.toHaveBeenCalled();
    clock.advance(1);
    vi.advanceTimersByTime(5000);
    expect(fell).toHaveBeenCalledTimes(1);
  });

  it("falls in real time where nobody moves the clock", () => {
    const clock = new ManualClock(0);
    const fell = vi.fn();
    startDeadline(clock, 1000, fell);
    vi.advanceTimersByTime(1000);
    clock.advance(5000);
    expect(fell).toHaveBeenCalledTimes(1);
  });

  it.each([systemClock, new ManualClock(0)])("can be called off", (clock) => {
    const fell = vi.fn();
    startDeadline(clock, 1000, fell)();
    vi.advanceTimersByTime(5000);
    if (clock instanceof ManualClock) clock.advance(5000);
    expect(fell).not.toHaveBeenCalled();
  });
});
