import { describe, expect, it } from "vitest";
import { htmlToText } from "./html-text.ts";

describe("htmlToText", () => {
  it.each([
    [
      "puts blocks on lines of their own",
      "<h1>Meridale</h1><p>Your code:<br>123456</p>",
      "Meridale\nYour code:\n123456",
    ],
    ["keeps cells apart", "<table><tr><td>Card</td><td>1234</td></tr></table>", "Card 1234"],
    ["joins what stands in one line", "<p><span>123</span>456 &#49;&amp;2</p>", "123456 1&2"],
    ["folds blanks and line ends", "<p>Your\r\n   code\tis</p>", "Your code is"],
    ["leaves out scripts, styles and comments", "<style>p{}</style><script>1</script><!-- 999999 --><p>hi</p>", "hi"],
    ["leaves out the head", "<html><head><title>999999</title></head><body>hi</body></html>", "hi"],
    [
      "leaves out what is hidden by attribute or inline style",
      '<p hidden>1</p><p style="color:red; display : none">2</p><i style="font-size:0px">3</i><i style="font-size:0.9em">4</i>',
      "4",
    ],
    ["reads broken markup as a browser does", "<p>one<p>two <b>three", "one\ntwo three"],
  ])("%s", (_habit, html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  it("survives deep nesting and long rows", () => {
    expect(htmlToText(`${"<i>".repeat(20_000)}hi`)).toBe("hi");
    expect(htmlToText(`${"<br>".repeat(200_000)}hi`)).toBe("hi");
  });
});
