import { describe, expect, it } from "vitest";
import { SendWindow } from "./send-window.ts";

describe("a send window", () => {
  it("runs as many actions at a time as it has room for, the others in turn", async () => {
    const window = new SendWindow(2);
    const started: number[] = [];
    const release: (() => void)[] = [];
    const action = (n: number) => () => {
      started.push(n);
      return new Promise<number>((resolve) => release.push(() => resolve(n)));
    };
    const runs = [1, 2, 3, 4].map((n) => window.run(action(n)));
    await Promise.resolve();
    expect(started).toEqual([1, 2]);
    release[0]?.();
    expect(await runs[0]).toBe(1);
    expect(started).toEqual([1, 2, 3]);
    release[1]?.();
    await runs[1];
    for (const settle of release) settle();
    expect(await Promise.all(runs.slice(0, 3))).toEqual([1, 2, 3]);
    release[3]?.();
    expect(await runs[3]).toBe(4);
  });

  it("makes room after a failure too", async () => {
    const window = new SendWindow(1);
    await expect(window.run(() => Promise.reject(new Error("refused")))).rejects.toThrow("refused");
    expect(await window.run(() => Promise.resolve("sent"))).toBe("sent");
  });
});
