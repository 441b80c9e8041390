import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hidings, plainMails } from "./hidden-text.fixture.ts";
import { checkNothingHidden } from "./hidden-text.ts";
import { readHtml } from "./html-text.ts";
import { checkPartsAgree } from "./mail-form.ts";
import { checkOtpPresent, checkOtpUnbroken } from "./otp-content.ts";
import { sampleExpectation, sampleMail } from "./sample-messages.fixture.ts";

const shown = "<p>Your code is <b>123456</b> for card **6467</p>";
const judge = (html: string) => checkNothingHidden(sampleMail({ html }), { otp: "123456" });

describe("EM-09 finds", () => {
  it.each(hidings)("digits hidden by %s", (hiding) => {
    expect(judge(shown + hiding.replace("§", "98"))).toMatchObject({ requirement: "EM-09", result: "FAIL" });
    expect(judge(shown + hiding.replace("§", "nothing but words")).result).toBe("PASS");
  });

  it.each(hidings)("a code that is only there, in %s; and so do OC-01 and EM-05", (hiding) => {
    const html = `<p>Your code for card **6467</p>${hiding.replace("§", "123456")}`;
    const mail = sampleMail({ text: "123456 for card **6467", html });
    expect(judge(html).result).toBe("FAIL");
    expect(checkOtpPresent(mail, sampleExpectation).result).toBe("FAIL");
    expect(checkPartsAgree(mail, sampleExpectation).result).toBe("FAIL");
  });

  it("a code in the colour of a whole page", () => {
    expect(judge('<body text="white">123456</body>').result).toBe("FAIL");
    expect(judge('<body text="ffffff" bgcolor="ffffff"><p>123456</p></body>').result).toBe("FAIL");
  });

  it("a code in an attribute alone, or in a comment", () => {
    expect(judge('<p>Your code</p><img alt="123456">').result).toBe("FAIL");
    expect(judge(`${shown}<!-- 123456 -->`).result).toBe("FAIL");
    expect(judge(`${shown}<!-- build 2026 --><!--[if mso]><p>123456</p><![endif]-->`).result).toBe("PASS");
  });
});

describe("EM-09 accuses no plain mail", () => {
  it.each(plainMails)("%s", (html) => {
    expect(judge(html.replace("§", "Your code is 123456"))).toMatchObject({ result: "PASS" });
  });

  it("has nothing to say of a plain text mail", () => {
    expect(checkNothingHidden(sampleMail({ text: "123456" }), { otp: "123456" }).result).toBe("NOT_APPLICABLE");
  });
});

describe("EM-09 looks at every screen", () => {
  it.each([
    '<meta name="color-scheme" content="light dark"><p style="color:#000">§</p>',
    "<style>:root{color-scheme:light dark}</style><p style='color:#111'>§</p>",
    "<style>@media (prefers-color-scheme:dark){body{background:#000}}</style><body><p style='color:#111'>§</p></body>",
    "<style>@media (prefers-color-scheme:dark){.code{color:#111!important;background:#000!important}}</style><p class=code>§</p>",
    "<style>@media screen and (prefers-color-scheme: dark){p{display:none}}</style><p>§</p>",
  ])("a dark one hides the code of %s", (html) => {
    const { result, actual } = judge(html.replace("§", "123456"));
    expect([result, actual]).toEqual(["FAIL", expect.stringMatching(/^on a dark screen: /)]);
  });

  it("Outlook shows another code", () => {
    const { result, actual } = judge(`${shown}<!--[if mso]><p>Your code is <b>654321</b></p><![endif]-->`);
    expect([result, actual]).toEqual(["FAIL", "Outlook shows other digits"]);
  });
});

describe("EM-09 leaves to a person", () => {
  it.each([
    "<style>td p{display:none}</style><p>§</p>",
    "<style>p[data-x]{opacity:0}</style><p>§</p>",
    "<style>@media (max-width:600px){p{display:none}}</style><p>§</p>",
    '<p style="display:var(--d)">§</p>',
    '<p style="font-size:calc(1px * var(--n))">§</p>',
    "<style>b::before{content:'9'}</style><b>§</b>",
    "<style>div{background:#000}p{color:#fff}td div{background:#fff}</style><div><p>§</p></div>",
  ])("%s", (html) => {
    expect(judge(html.replace("§", "123456")).result).toBe("REVIEW");
  });

  it("hidden digits that a narrow screen may show", () => {
    const toggled = "<style>.m{display:none}@media (max-width:600px){.m{display:block}}</style><p class='m'>98</p>";
    expect(judge(shown + toggled).result).toBe("REVIEW");
  });

  it("a code that only such a screen shows, but no code in an attribute beside words that it shows", () => {
    const sheet = "<style>.m{display:none}@media (max-width:600px){.m{display:block}}</style>";
    expect(judge(`${sheet}<p class='m'>123456</p>`).result).toBe("REVIEW");
    expect(judge(`${sheet}<p class='m'>Your code</p><img alt='123456'>`).result).toBe("FAIL");
    expect(judge(`${sheet}${shown}<p class='m'>Meridale</p>`).result).toBe("PASS");
  });

  it("no doubt that is far from the code", () => {
    expect(judge(`<style>td i{display:none}</style>${shown}<i>Meridale</i>`).result).toBe("PASS");
  });
});

describe("what breaks the code for the eye, breaks it here", () => {
  const unbroken = (html: string) => checkOtpUnbroken(sampleMail({ html }), sampleExpectation).result;

  it.each([
    '12<span style="display:block">34</span>56',
    "<style>i{display:block}</style>12<i>34</i>56",
    '12<span style="float:right">34</span>56',
    '123<span style="color:#fff">99</span>456',
  ])("%s", (html) => {
    expect(checkOtpPresent(sampleMail({ html: `<p>${html}</p>` }), sampleExpectation).result).toBe("FAIL");
  });

  it("and what does not, does not", () => {
    expect(unbroken("<p>12<span>34</span><b style='color:red'>5</b>6</p>")).toBe("PASS");
    expect(unbroken("<p>12<div style='display:inline'>3</div>456</p>".replace(/<\/?p>/g, ""))).toBe("PASS");
    expect(unbroken("<p>123<span style='display:none'>x</span>456</p>")).toBe("PASS");
  });
});

it("readHtml never throws, whatever the style says", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (style, sheet) => {
      const quoted = style.replaceAll('"', "");
      void readHtml(`<style>${sheet}{${style}}</style><p class="${quoted}" style="${quoted}">1</p>`);
    }),
  );
});
