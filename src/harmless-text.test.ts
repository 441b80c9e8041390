import { styleText } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toHarmless, toHarmlessOnTerminal } from "./harmless-text.ts";

describe("a text from outside", () => {
  it.each([
    ["an escape sequence", "\x1b[2Jgone", "\\u001b[2Jgone"],
    ["one in a single character", "\u009b31m", "\\u009b31m"],
    ["a carriage return that overwrites", "FAIL\rPASS", "FAIL\\u000dPASS"],
    ["backspaces", "NOT\b\b\bOK", "NOT\\u0008\\u0008\\u0008OK"],
    ["an override of the direction", "moc.knab\u202e", "moc.knab\\u202e"],
    ["an isolate", "a\u2066b\u2069", "a\\u2066b\\u2069"],
    ["half a character", "a\ud800b", "a\\ud800b"],
  ])("cannot act by %s", (_what, text, shown) => {
    expect(toHarmless(text)).toBe(shown);
  });

  it.each(["Your code: 123456\n\tand more", "رمزك هو 004217", "רמז\u200f", "👩‍👩‍👧‍👦 🇬🇧", "naïve – 验证码"])(
    "stays as it is where it does no harm: %j",
    (text) => {
      expect(toHarmless(text)).toBe(text);
    },
  );

  it("holds nothing afterwards that would be changed again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(toHarmless(toHarmless(text))).toBe(toHarmless(text));
      }),
    );
  });
});

describe("a text for the terminal", () => {
  it("keeps our colours", () => {
    const text = styleText("red", `NOT ${styleText("bold", "CONFORMANT")}`, { validateStream: false });
    expect(toHarmlessOnTerminal(text)).toBe(text);
  });

  it.each(["\x1b[8m", "\x1b[2J", "\x1b[1;31m", "\x1b]0;title\x07", "\x1b[?25l"])("lets %j do nothing", (sequence) => {
    expect(toHarmlessOnTerminal(`a${sequence}b`)).not.toContain("\x1b");
  });
});
