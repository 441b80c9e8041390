import { describe, expect, it } from "vitest";
import { createAnswerOnce } from "./answers.ts";

describe("answering once", () => {
  it("does the work of a key once, and forgets the oldest key beyond its limit", async () => {
    const answerOnce = createAnswerOnce(2);
    let count = 0;
    const next = async () => ++count;
    const keys = ["a", "a", "b", "c", "b", "a"];
    expect(await Promise.all(keys.map((key) => answerOnce(key, next)))).toEqual([1, 1, 2, 3, 2, 4]);
  });
});
