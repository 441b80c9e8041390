import { describe, expect, it } from "vitest";
import { ManualClock } from "./clock.ts";
import { OpenWork } from "./open-work.ts";

describe("open work", () => {
  it("is idle at once when there is none, and after the last task otherwise, failed or not", async () => {
    const work = new OpenWork(new ManualClock(0));
    await work.idle();
    const done: string[] = [];
    const failing = work.run(() => Promise.reject(new Error("no"))).catch(() => done.push("failed"));
    void work.run(async () => done.push("ran"));
    await work.idle();
    await failing;
    expect(done).toEqual(["ran", "failed"]);
  });

  it("holds as long as the outermost of two tasks, one inside the other", async () => {
    const work = new OpenWork(new ManualClock(0));
    const done: string[] = [];
    void work.run(async () => {
      done.push(await work.run(async () => "called"));
      done.push("noted");
    });
    await work.idle();
    expect(done).toEqual(["called", "noted"]);
  });

  it("counts a rest as idle until the clock ends it", async () => {
    const clock = new ManualClock(0);
    const work = new OpenWork(clock);
    const steps: string[] = [];
    void work.run(async () => {
      steps.push("before");
      steps.push(`rested ${await work.rest(1000)}`);
    });
    await work.idle();
    expect(steps).toEqual(["before"]);
    clock.advance(1000);
    await work.idle();
    expect(steps).toEqual(["before", "rested true"]);
  });

  it("ends a rest early by its signal, and lets none begin after it", async () => {
    const work = new OpenWork(new ManualClock(0));
    const ended = new AbortController();
    const rested = work.run(() => work.rest(1000, ended.signal));
    ended.abort();
    expect(await rested).toBe(false);
    expect(await work.run(() => work.rest(1000, ended.signal))).toBe(false);
    await work.idle();
  });

  it("ends the rests of now when told to, and lets others begin", async () => {
    const clock = new ManualClock(0);
    const work = new OpenWork(clock);
    const rested = work.run(() => work.rest(1000));
    work.endRests();
    expect(await rested).toBe(false);
    const next = work.run(() => work.rest(1000));
    clock.advance(1000);
    expect(await next).toBe(true);
  });

  it("ends every rest when it closes, and lets none begin", async () => {
    const work = new OpenWork(new ManualClock(0));
    const rested = work.run(() => work.rest(1000));
    work.close();
    expect(await rested).toBe(false);
    expect(await work.run(() => work.rest(1000))).toBe(false);
  });
});
