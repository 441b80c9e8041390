import { describe, expect, it } from "vitest";
import { ManualClock } from "../../src/clock.ts";
import { createAnswerOnce } from "./answers.ts";
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

  it("ends every rest when it closes, and lets none begin", async () => {
    const work = new OpenWork(new ManualClock(0));
    const rested = work.run(() => work.rest(1000));
    work.close();
    expect(await rested).toBe(false);
    expect(await work.run(() => work.rest(1000))).toBe(false);
  });
});

describe("answering once", () => {
  it("does the work of a key once, and forgets the oldest key beyond its limit", async () => {
    const answerOnce = createAnswerOnce(2);
    let count = 0;
    const next = async () => ++count;
    const keys = ["a", "a", "b", "c", "b", "a"];
    expect(await Promise.all(keys.map((key) => answerOnce(key, next)))).toEqual([1, 1, 2, 3, 2, 4]);
  });
});
