import { describe, expect, it } from "vitest";
import { complaintsIn, folderOf, shippedTemplates } from "./template-folder.fixture.ts";
import { checkAlternativesAgree } from "./template-parity.ts";

const languages = [...new Set(Object.keys(shippedTemplates).map((name) => name.split("/")[0] ?? ""))];
const partsOf = (language: string) => ({
  text: shippedTemplates[`${language}/email.txt`] ?? "",
  html: shippedTemplates[`${language}/email.html`] ?? "",
});

const judge = (text: string, html: string, language = "en") =>
  complaintsIn(checkAlternativesAgree(folderOf({ [`${language}/email.txt`]: text, [`${language}/email.html`]: html })));

const english = partsOf("en");
const inHtml = (from: string, to: string) => {
  expect(english.html).toContain(from);
  return judge(english.text, english.html.replace(from, to));
};

describe("text and HTML of one mail", () => {
  it.each(languages)("say the same as shipped in %s", (language) => {
    const { text, html } = partsOf(language);
    expect(judge(text, html, language)).toEqual([]);
  });

  it.each(languages)("do not where the text leaves out a paragraph of the %s mail", (language) => {
    const { text, html } = partsOf(language);
    for (const paragraph of text.split("\n\n").slice(1, 4)) {
      const [complaint, ...more] = judge(text.replace(paragraph, ""), html, language);
      if (paragraph.includes("{{")) continue;
      expect([complaint, more]).toEqual([expect.stringMatching(/^\w+\/email\.html:\d+:\d+ TP-14 WARN$/), []]);
    }
  });

  it("may be laid out differently", () => {
    expect(
      inHtml(
        "<p>Your Meridale Bank code is:</p>",
        "<table><tr><td>Your Meridale</td><td>Bank code is:</td></tr></table>",
      ),
    ).toEqual([]);
    expect(inHtml("Do not share this code with anyone. ", "<b>Do not share</b> this code<br>with anyone.<br>")).toEqual(
      [],
    );
    expect(judge(english.text.replaceAll(/\n\n/g, "\n------\n"), english.html)).toEqual([]);
  });

  it("may differ in a greeting, a label or a word", () => {
    expect(inHtml("<p>Your Meridale", "<p>Hello,</p><p>Your Meridale")).toEqual([]);
    expect(inHtml("call us on the number printed on your card", "call us at the number printed on the card")).toEqual(
      [],
    );
  });

  it.each([
    ["Do not share this code with anyone. ", ""],
    ["Nobody from Meridale Bank will ever ask you for it.", "It is valid for 30 minutes only."],
    ["<p>Meridale Bank</p>", "<p>Meridale Bank, a bank of the Veloria group since 1907</p>"],
  ])("may not differ in a sentence: %s", (from, to) => {
    expect(inHtml(from, to).every((complaint) => / TP-14 WARN$/.test(complaint))).toBe(true);
    expect(inHtml(from, to)).not.toEqual([]);
  });

  it("may not differ in a number", () => {
    const text = `${english.text}\nThe code is valid for 30 minutes.`;
    const html = english.html.replace("</body>", "<p>The code is valid for 10 minutes.</p></body>");
    expect(judge(text, html)).toHaveLength(2);
    expect(judge(text, html.replace("10 min", "30 min"))).toEqual([]);
  });

  it("are not compared where one cannot be read", () => {
    expect(judge("{{otp}} {{cvv}}", english.html)).toEqual([]);
  });
});
