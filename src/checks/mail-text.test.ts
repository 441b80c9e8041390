import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CapturedMail } from "../messages/captured-message.ts";
import { checkMailText } from "./mail-text.ts";
import { sampleMail } from "./sample-messages.fixture.ts";

const rendered = {
  subject: "Ihr Code für die Karte",
  text: "Ihr Code: 123456\n\nKarte **6467\n",
  html: "<p>Ihr Code: <b>123456</b></p>\n<p>Karte **6467</p>\n",
};
const judge = (changes: Partial<CapturedMail>) => checkMailText(sampleMail({ ...rendered, ...changes }), rendered);

describe("EM-12", () => {
  it("accepts the rendered template, however its lines end", () => {
    expect(judge({})).toMatchObject({ requirement: "EM-12", result: "PASS" });
    const crlf = (text: string): string => text.replaceAll("\n", "\r\n");
    expect(judge({ text: crlf(rendered.text), html: crlf(rendered.html) }).result).toBe("PASS");
    expect(judge({ text: rendered.text.trimEnd(), html: `${rendered.html}\r\n` }).result).toBe("PASS");
  });

  it.each([
    ["a changed subject", { subject: "Ihr Code fur die Karte" }, "the subject differs in line 1"],
    ["a code in the subject", { subject: `${rendered.subject} 123456` }, "the subject differs in line 1"],
    ["a lost letter", { text: rendered.text.replace("Karte", "Kart") }, "the text part differs in line 3"],
    ["a lost empty line", { text: rendered.text.replace("\n\n", "\n") }, "the text part differs in line 2"],
    ["an advertisement", { text: `${rendered.text}Shop now!` }, "the text part goes on after line 3"],
    ["a tracking pixel", { html: `${rendered.html}<img src="//t.example/1">` }, "the HTML part goes on after line 2"],
    ["a part in another case", { html: rendered.html.toUpperCase() }, "the HTML part differs in line 1"],
  ])("catches %s, and says where", (_, changes, actual) => {
    expect(judge(changes)).toMatchObject({ result: "FAIL", actual });
  });

  it("wants the parts that have a template, and no others", () => {
    const { html, ...plain } = rendered;
    expect(checkMailText(sampleMail(plain), plain).result).toBe("PASS");
    expect(checkMailText(sampleMail(plain), rendered).actual).toBe("the HTML part is missing");
    expect(checkMailText(sampleMail({ ...plain, html }), plain).actual).toBe("the HTML part is of no template");
    expect(checkMailText(sampleMail({ subject: rendered.subject, html }), rendered).actual).toBe(
      "the text part is missing",
    );
  });

  it("has nothing to compare with an empty template", () => {
    expect(checkMailText(sampleMail(rendered), { subject: "", text: "\n" }).result).toBe("UNTESTABLE");
  });

  it("sees any one character replaced, and quotes none", () => {
    const places = fc.integer({ min: 0, max: rendered.text.trimEnd().length - 1 });
    fc.assert(
      fc.property(places, (at) => {
        const finding = judge({ text: `${rendered.text.slice(0, at)}\u0416${rendered.text.slice(at + 1)}` });
        expect(finding.result).toBe("FAIL");
        expect(finding.actual).not.toMatch(/\u0416|123456/);
      }),
    );
  });
});
