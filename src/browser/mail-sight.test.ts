import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sampleMail } from "../checks/sample-messages.fixture.ts";
import { checkNothingFetched, checkSeen, mailViews } from "../checks/sight.ts";
import { packageRoot } from "../package-root.ts";
import { loadTemplateSet } from "../templates/load-template-set.ts";
import { type MailEye, openMailEye } from "./mail-sight.ts";
import { openBrowser } from "./open-browser.ts";
import { readPngSize } from "./png.ts";

const code = "736154";
const suffix = "6467";
const views = mailViews.filter(({ name }) => name === "phone, light" || name === "desktop, dark");
const seenInAll = "seen at phone, light; desktop, dark";

let browser: Browser;
let eye: MailEye;

beforeAll(async () => {
  browser = await openBrowser(process.env);
  eye = await openMailEye(browser);
}, 90_000);

afterAll(() => browser.close());

const templates = await loadTemplateSet(`${packageRoot}/examples/meridale-bank/templates`);

/** A usual mail in which the code stands as told, and what is said of it. */
async function judge(ofCode: string, head = ""): Promise<string> {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8">${head}</head>
    <body style="font-family: sans-serif; color: black; background-color: white">
    <p>Your code is:</p>${ofCode}<p>It adds your card **${suffix} to your wallet.</p></body></html>`;
  const sight = await eye.see({ html, code, suffix }, views);
  const { result, actual } = checkSeen(sampleMail({ html }), { sight });
  return `${result}: ${actual}`;
}

describe("a code that nobody sees", () => {
  it.each([
    ["white on white", `<p style="color:#fff">${code}</p>`, /the code cannot be seen/],
    ["almost white on white", `<p style="color:#ccc">${code}</p>`, /is faint, contrast 1\.[56]:1/],
    [
      "one pixel small",
      `<p style="font-size:1px">${code}</p>`,
      /the code (is 1\.0 px small|takes no room|cannot be seen)/,
    ],
    ["not displayed", `<p style="display:none">${code}</p>`, /the code takes no room/],
    ["clipped", `<p style="height:0;overflow:hidden;margin:0">${code}</p>`, /the code /],
    [
      "cut off at half its height",
      `<p style="height:.5em;line-height:1;overflow:hidden;font-size:30px">${code}</p>`,
      /cut off/,
    ],
    [
      "cut off at half its length",
      `<p style="width:1.4em;overflow:hidden;font-size:30px;white-space:nowrap">${code}</p>`,
      /lacks/,
    ],
    [
      "covered",
      `<div style="position:relative"><p>${code}</p><div style="position:absolute;inset:0;background:#eee"></div></div>`,
      /covered by a <div>/,
    ],
    ["left of the page", `<p style="position:absolute;left:-9999px">${code}</p>`, /outside the page/],
    ["indented away", `<p style="text-indent:-9999px">${code}</p>`, /outside the page/],
    ["a breath of it", `<p style="opacity:.01">${code}</p>`, /cannot be seen/],
    ["shrunk to a point", `<p style="transform:scale(0)">${code}</p>`, /takes no room/],
    ["shrunk to a dot", `<p style="transform:scale(.2)">${code}</p>`, /the code is 3\.2 px small/],
    [
      "on a picture of its own colour",
      `<p style="color:#123456;background:linear-gradient(#123456,#123456)">${code}</p>`,
      /cannot be seen/,
    ],
    [
      "white on white at the window's lower edge",
      `<p style="position:fixed;bottom:0;margin:0;color:#fff">${code}</p>`,
      /cannot be seen/,
    ],
    ["cut out", `<p style="clip-path:inset(50%)">${code}</p>`, /cannot be seen/],
    ["without its last digit", `<p>73615<span style="visibility:hidden">4</span></p>`, /lacks 1 of 6/],
    [
      "covered in its upper half",
      `<div style="position:relative;font-size:30px;line-height:36px">${code}<div style="position:absolute;left:0;top:0;right:0;height:20px;background:#eee"></div></div>`,
      /cut off|lacks/,
    ],
    ["half as large by a transform", `<p style="transform:scale(.5)">${code}</p>`, /8\.0 px small/],
    [
      "on a ground that its own element brings",
      `<style>span{background:#000;color:#000}</style><p><span>${code}</span></p>`,
      /cannot be seen/,
    ],
    ["part of a longer number", `<p>99${code}99</p>`, /is not there/],
    [
      "scrolled out of its box",
      `<div style="height:20px;overflow:hidden"><div style="height:300px"></div>${code}</div>`,
      /cannot be seen/,
    ],
    ["missing", "<p>none</p>", /the code is not there/],
  ])("%s", async (_how, ofCode, complaint) => {
    expect(await judge(ofCode)).toMatch(complaint);
  });

  it("on a dark screen only", async () => {
    const head = `<meta name="color-scheme" content="light dark"><style>@media (prefers-color-scheme: dark) { .code { color: #fff !important } }</style>`;
    const verdict = await judge(`<p class="code">${code}</p>`, head);
    expect(verdict).toMatch(/^FAIL: desktop, dark: the code cannot be seen$/);
  });

  it("on a phone only", async () => {
    const head = "<style>@media (max-width: 600px) { .code { display: none } }</style>";
    expect(await judge(`<p class="code">${code}</p>`, head)).toMatch(/^FAIL: phone, light: the code takes no room$/);
  });
});

describe("a code that is plain to see", () => {
  it.each([
    ["as usual", `<p>${code}</p>`],
    ["white on a dark cell", `<table><tr><td bgcolor="#222222" style="color:#fff">${code}</td></tr></table>`],
    [
      "a digit a box",
      `<p>${[...code].map((digit) => `<span style="padding:0 4px;border:1px solid">${digit}</span>`).join("")}</p>`,
    ],
    ["half of it bold", `<p><b>736</b>154</p>`],
    ["in thirty nested tables", `${"<table><tr><td>".repeat(30)}${code}${"</td></tr></table>".repeat(30)}`],
    [
      "at the window's lower edge",
      `<p style="position:fixed;bottom:0;margin:0;font-size:11px;line-height:11px">${code}</p>`,
    ],
    ["at the window's upper edge", `<p style="position:absolute;top:0;margin:0;line-height:1">${code}</p>`],
    ["far below the fold", `<div style="height:60000px"></div><p>${code}</p>`],
    [
      "where stray spans are blocks",
      `<style>span{display:block}p{height:20px;overflow:hidden}</style><p>Code ${code}</p>`,
    ],
    ["white, in a shadow of black", `<p style="color:#fff;text-shadow:0 0 2px #000,0 0 2px #000">${code}</p>`],
    [
      "coming in slowly",
      `<style>@keyframes in{from{opacity:0}to{opacity:1}}p{animation:in 30s;transition:all 2s}</style><p>${code}</p>`,
    ],
    ["small and grey", `<p style="font-size:12px;color:#767676">${code}</p>`],
    ["below the fold", `<div style="height:3000px"></div><p>${code}</p>`],
    ["beside a hidden second", `<p style="display:none">${code}</p><p>${code}</p>`],
    ["upright and far apart", `<p style="letter-spacing:8px">${code}</p>`],
    ["written in entities", `<p>&#55;&#x33;6154</p>`],
    ["for those without scripts", `<noscript><p>${code}</p></noscript>`],
  ])("%s", async (_how, ofCode) => {
    expect(await judge(ofCode)).toBe(`PASS: ${seenInAll}`);
  });

  it.each([...templates.languages])("in the shipped %s", async (_language, { email }) => {
    const html = email?.html?.render({ otp: code, panSuffix: suffix }) ?? "";
    const sight = await eye.see({ html, code, suffix }, views);
    expect(checkSeen(sampleMail({ html }), { sight }).actual).toBe(seenInAll);
    expect(checkNothingFetched(sampleMail({ html }), { sight }).result).toBe("PASS");
  });
});

describe("what a mail fetches", () => {
  it.each([
    ["a picture", `<img src="https://track.veloria.example/o.gif?who=7">`, "track.veloria.example"],
    [
      "a font",
      `<style>@font-face{font-family:x;src:url(//fonts.veloria.example/x)}p{font-family:x}</style><p>x`,
      "fonts.veloria.example",
    ],
    ["another page", `<meta http-equiv="refresh" content="0;url=https://veloria.example/">`, "veloria.example"],
  ])("%s is seen and goes nowhere", async (_what, html, host) => {
    const sight = await eye.see({ html, code, suffix }, views);
    const finding = checkNothingFetched(sampleMail({ html }), { sight });
    expect(finding.result).toBe("FAIL");
    expect(finding.actual).toContain(host);
    expect(finding.actual).not.toContain("who=7");
  });
});

it("runs no script", async () => {
  const html = `<p id="x">${code} ${suffix}</p><script>document.getElementById("x").remove()</script>`;
  const sight = await eye.see({ html, code, suffix }, views);
  expect(checkSeen(sampleMail({ html }), { sight }).result).toBe("PASS");
});

it("pictures a mail with other digits in place of those that are secret", async () => {
  const picture = (html: string, replaced: readonly (readonly [string, string])[] = []) =>
    eye.photograph({ html, replaced }, views.slice(0, 1));
  const [original] = await picture("<p>736<b>154</b> and &#55;36154</p>");
  const [redacted] = await picture("<p>736<b>154</b> and &#55;36154</p>", [[code, "000000"]]);
  const [zeros] = await picture("<p>000<b>000</b> and 000000</p>");
  expect(redacted?.equals(zeros ?? Buffer.alloc(0))).toBe(true);
  expect(redacted?.equals(original ?? Buffer.alloc(0))).toBe(false);
});

it("pictures the top of a mail that has no end", async () => {
  const html = '<div style="height:9000000px"></div>';
  const [picture] = await eye.photograph({ html, replaced: [] }, views.slice(0, 1));
  expect(picture && readPngSize(picture)).toEqual({ width: 390, height: 4_000 });
});

describe("letters that no phone has", () => {
  it.each([
    ["a maker's own sign", "Add it to \uF8FF Pay", ["\uF8FF"]],
    ["a character of no script", "code \u0378", ["\u0378"]],
    ["a script that no package brings", "\u{12000} code", ["\u{12000}"]],
    ["an emoji, blanks and marks of direction", "\u2068736154\u2069 \u00A0\u{1F512}", []],
  ])("%s", async (_what, text, boxes) => {
    expect(await eye.boxesIn(text)).toEqual(boxes);
  });

  it("none in any shipped language", async () => {
    const texts = [...templates.languages.values()].map(({ sms }) => sms?.render({ otp: code, panSuffix: suffix }));
    expect(await eye.boxesIn(texts.join("\n"))).toEqual([]);
  });
});
