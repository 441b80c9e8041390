import { expect, it } from "vitest";
import { remembered } from "./remembered.ts";

function countingLength(most?: number) {
  const asked: string[] = [];
  const lengthOf = remembered((text) => {
    asked.push(text);
    return text.length;
  }, most);
  return { asked, lengthOf };
}

it("answers the same question again without asking", () => {
  const { asked, lengthOf } = countingLength();
  expect([lengthOf("abc"), lengthOf("abc"), lengthOf("ab")]).toEqual([3, 3, 2]);
  expect(asked).toEqual(["abc", "ab"]);
});

it("remembers no more answers than it may", () => {
  const { asked, lengthOf } = countingLength(2);
  for (const text of ["a", "b", "a", "c", "a"]) lengthOf(text);
  expect(asked).toEqual(["a", "b", "c", "a"]);
});

it("remembers that there is no answer, too", () => {
  let questions = 0;
  const nothing = remembered(() => {
    questions += 1;
    return undefined;
  });
  expect([nothing("a"), nothing("a"), questions]).toEqual([undefined, undefined, 1]);
});
