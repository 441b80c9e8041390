import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkNothingHidden } from "./hidden-text.ts";
import { readHtml } from "./html-text.ts";
import { checkPartsAgree } from "./mail-form.ts";
import { checkOtpPresent, checkOtpUnbroken } from "./otp-content.ts";
import { sampleExpectation, sampleMail } from "./sample-messages.fixture.ts";

const shown = "<p>Your code is <b>123456</b> for card **6467</p>";
const judge = (html: string) => checkNothingHidden(sampleMail({ html }), { otp: "123456" });

/** Each hides what stands in place of the `§`. */
const hidings = [
  '<p style="display:none">§</p>',
  '<p style="DISPLAY : NONE !important">§</p>',
  '<p style="dis\\70lay:none">§</p>',
  '<p style="\\64 isplay:none">§</p>',
  '<p style="display:/* seen */none">§</p>',
  '<p style="color:red;/*;*/display:none">§</p>',
  '<p style="visibility:hidden">§</p>',
  '<p style="opacity:0">§</p>',
  '<p style="opacity:.00">§</p>',
  '<p style="opacity:0%">§</p>',
  '<p style="opacity:1e-3">§</p>',
  '<p style="filter:opacity(0)">§</p>',
  '<p style="filter:alpha(opacity=0)">§</p>',
  '<div style="opacity:.2"><p style="opacity:.3">§</p></div>',
  '<p style="font-size:0">§</p>',
  '<p style="font-size:1px">§</p>',
  '<p style="font-size:2.9pt">§</p>',
  '<p style="font-size:.1em">§</p>',
  '<p style="font:0/0 a">§</p>',
  '<p style="font:bold 1px/1 serif">§</p>',
  '<p style="max-height:0">§</p>',
  '<p style="max-height:0px;overflow:hidden">§</p>',
  '<p style="height:0;overflow:hidden">§</p>',
  '<p style="width:1px;height:1px;overflow:hidden">§</p>',
  '<p style="position:absolute;left:-9999px">§</p>',
  '<p style="position:absolute;top:-99em">§</p>',
  '<p style="margin:0 0 0 -9999px">§</p>',
  '<p style="text-indent:-999px">§</p>',
  '<p style="position:absolute;left:9999px">§</p>',
  '<p style="visibility:hidden"><i style="visibility:inherit">§</i></p>',
  '<p style="font:16px serif;font-size:0">§</p>',
  '<a style="color:#fff">§</a>',
  '<p style="transform:scale(0)">§</p>',
  '<p style="transform:scale(1, 0.0)">§</p>',
  '<p style="transform:translateX(-9999px)">§</p>',
  '<p style="transform:rotateY(90deg)">§</p>',
  '<p style="scale:0">§</p>',
  '<p style="clip:rect(0,0,0,0);position:absolute">§</p>',
  '<p style="clip-path:inset(50%)">§</p>',
  '<p style="mso-hide:all">§</p>',
  '<p style="color:#fff">§</p>',
  '<p style="color:WHITE">§</p>',
  '<p style="color:rgb(255, 255, 255)">§</p>',
  '<p style="color:hsl(0 0% 100%)">§</p>',
  '<p style="color:#fefefe">§</p>',
  '<p style="color:transparent">§</p>',
  '<p style="color:rgba(0,0,0,0)">§</p>',
  '<p style="color:#0000">§</p>',
  '<p style="-webkit-text-fill-color:transparent">§</p>',
  '<div style="background:#003366"><p style="color:#036">§</p></div>',
  '<table bgcolor="#000000"><tr><td>§</td></tr></table>',
  '<font color="white">§</font>',
  "<p hidden>§</p>",
  "<style>.x{display:none}</style><p class='a x'>§</p>",
  "<style>#x{display:none}</style><p id='x'>§</p>",
  "<style>u{font-size:0}</style><p><u>§</u></p>",
  "<style>u, p.x{color:red;opacity:0}</style><p class='x'>§</p>",
  "<style>@media screen{.x{display:none}}</style><p class='x'>§</p>",
  "<style>/* .y{} */ .x{display:none}</style><p class='x'>§</p>",
  "<style>.x{display:none !important}</style><p class='x' style='display:block'>§</p>",
  "<select><option>§</option></select>",
  "<datalist><option>§</option></datalist>",
  "<details><summary>More</summary>§</details>",
  "<dialog>§</dialog>",
  "<iframe>§</iframe>",
  "<template><p>§</p></template>",
];

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
  it.each([
    '<body style="font-family:sans-serif;color:black;background-color:white">§</body>',
    '<body bgcolor="#000000" text="#ffffff">§</body>',
    '<div style="background:#003366"><p style="color:#fff">§</p></div>',
    '<table style="background-color:black"><tr><td style="color:white">§</td></tr></table>',
    '<td style="font-size:0"><div style="font-size:16px;display:inline-block">§</div></td>',
    '<div style="visibility:hidden"><p style="visibility:visible">§</p></div>',
    '<div style="background:url(x.png)"><p style="color:#fff">§</p></div>',
    '<div style="background:linear-gradient(#000,#333)"><p style="color:#fff">§</p></div>',
    '<p style="font-size:0.9em;opacity:0.5">§</p>',
    '<p style="color:#767676">§</p>',
    '<p style="color:rebeccapurple">§</p>',
    '<p style="font-size:4px">§</p>',
    '<p style="font-size:0;font:16px serif">§</p>',
    '<div style="color:#fff"><a href="https://meridale.example">§</a></div>',
    '<div style="background:#fff"><p style="background:rgba(0,0,0,.05)">§</p></div>',
    '<p style="color:#fff;background:rgba(0,0,0,.5)">§</p>',
    '<p name="color" text="white" color="white">§</p>',
    "<style>b::before{content:'\\2022'}b::after{color:red}</style><b>§</b>",
    "<style>@page{p{display:none}}@keyframes x{p{opacity:0}}</style><p>§</p>",
    '<p style="max-height:200px;overflow:hidden;left:0;text-indent:-2em">§</p>',
    '<p style="transform:translate(-50%,-50%) scale(1.05)">§</p>',
    '<p style="font:700 24px/1.2 Arial, sans-serif">§</p>',
    '<p style="font:italic small-caps bold 1.2em serif">§</p>',
    '<p style="background:#fff url()">§</p>',
    "<style>.x{display:none}.x{display:block}</style><p class='x'>§</p>",
    "<style>.x{display:none}</style><p class='x' style='display:block'>§</p>",
    "<style>p{display:none}#k{display:block}</style><p id='k'>§</p>",
    "<style>@media print{p{display:none}}</style><p>§</p>",
    "<style>a:hover{opacity:0}</style><p><a href='#'>§</a></p>",
    "<style>@media (prefers-color-scheme:dark){p{color:#fff}}</style><p>§</p>",
    "<style>@font-face{font-family:x;src:url(x)} .y{display:none}</style><p>§</p>",
    "<details open><summary>More</summary>§</details>",
    "<details><summary>§</summary>More</details>",
    "<dialog open>§</dialog>",
    '<div style="display:none">Your code to add a card&#847;&zwnj;</div><p>§</p>',
    '<a href="https://meridale.example" style="color:#fff;background:#036">§</a>',
  ])("%s", (html) => {
    expect(judge(html.replace("§", "Your code is 123456"))).toMatchObject({ result: "PASS" });
  });

  it("has nothing to say of a plain text mail", () => {
    expect(checkNothingHidden(sampleMail({ text: "123456" }), { otp: "123456" }).result).toBe("NOT_APPLICABLE");
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
