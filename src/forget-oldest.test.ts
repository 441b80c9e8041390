import { expect, it } from "vitest";
import { forgetOldest } from "./forget-oldest.ts";

it("keeps what was put in last", () => {
  const book = new Map([1, 2, 3].map((key) => [key, key]));
  forgetOldest(book, 2);
  expect([...book.keys()]).toEqual([2, 3]);
});

it("leaves alone what is no more than allowed", () => {
  const book = new Set(["a", "b"]);
  forgetOldest(book, 2);
  expect([...book]).toEqual(["a", "b"]);
});
