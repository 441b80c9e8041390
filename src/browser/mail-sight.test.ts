import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sampleMail } from "../checks/sample-messages.fixture.ts";
import { checkNothingFetched, checkSeen, type MailView, mailViews } from "../checks/sight.ts";
import { packageRoot } from "../package-root.ts";
import { type MailEye, openMailEye } from "./mail-sight.ts";
import { openBrowser } from "./open-browser.ts";

let browser: Browser;
let eye: MailEye;

beforeAll(async () => {
  browser = await openBrowser(process.env);
  eye = await openMailEye(browser);
}, 60_000);

afterAll(async () => {
  await eye.close();
  await browser.close();
});

const [code, suffix] = ["307418", "6467"];
const views = mailViews.filter(({ name }) => name === "phone, light" || name === "desktop, dark");

async function see(html: string, language = "en", seenIn: readonly MailView[] = views) {
  const sights = [];
  for (const view of seenIn) sights.push(await eye.see({ html, language, code, suffix }, view));
  return sights;
}

const page = (body: string, head = "") =>
  `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`;
const around = (style: string) => page(`<p>Your code is <b style="${style}">${code}</b></p><p>Card **${suffix}</p>`);

const unseen: readonly [string, string, RegExp][] = [
  ["white on white", around("color:#fff"), /the code cannot be seen/],
  ["nearly white on white", around("color:#eee"), /the code is faint/],
  ["one pixel", around("font-size:1px"), /the code is 1.0 px high|cannot be seen|faint/],
  ["eight pixels", around("font-size:8px"), /the code is 8.0 px high/],
  ["not displayed", around("display:none"), /the code cannot be seen/],
  ["invisible", around("visibility:hidden"), /the code cannot be seen/],
  ["transparent", around("opacity:.01"), /the code cannot be seen|faint/],
  ["scaled away", around("display:inline-block;transform:scale(0)"), /the code/],
  ["scaled small", around("display:inline-block;transform:scale(.3)"), /the code/],
  [
    "clipped away",
    around("display:inline-block;width:0;overflow:hidden;white-space:nowrap"),
    /the code cannot be seen/,
  ],
  [
    "half clipped",
    around("display:inline-block;width:3ch;overflow:hidden;white-space:nowrap"),
    /the code cannot be seen/,
  ],
  ["clip-path", around("clip-path:inset(100%);display:inline-block"), /the code cannot be seen/],
  ["off the screen to the left", around("position:absolute;left:-9999px"), /the code (?:cannot be seen|lies outside)/],
  ["off the screen to the right", around("position:absolute;left:2000px"), /phone, light: the code lies outside/],
  [
    "indented away",
    page(`<p style="text-indent:-9999px">${code}</p><p>**${suffix}</p>`),
    /the code (?:cannot be seen|lies outside)/,
  ],
  [
    "covered",
    page(
      `<p>${code}</p><div style="position:absolute;top:0;left:0;width:600px;height:90px;background:#fff"></div><p style="margin-top:120px">**${suffix}</p>`,
    ),
    /the code cannot be seen/,
  ],
  [
    "covered by what lets clicks through",
    page(
      `<p>${code}</p><div style="position:absolute;pointer-events:none;inset:0;height:90px;background:#222"></div><p style="margin-top:120px">**${suffix}</p>`,
    ),
    /the code cannot be seen/,
  ],
  [
    "invisible in the dark",
    page(
      `<p class="c">${code}</p><p>**${suffix}</p>`,
      "<style>@media (prefers-color-scheme: dark) { .c { color: white } }</style>",
    ),
    /desktop, dark: the code cannot be seen/,
  ],
  [
    "hidden on phones",
    page(
      `<p class="c">${code}</p><p>**${suffix}</p>`,
      "<style>@media (max-width: 500px) { .c { display: none } }</style>",
    ),
    /phone, light: the code cannot be seen/,
  ],
  [
    "the suffix alone",
    page(`<p>${code}</p><p style="color:white">**${suffix}</p>`),
    /the card's digits cannot be seen/,
  ],
  ["no code at all", page(`<p>**${suffix}</p>`), /the code is not there/],
];

describe("a code that cannot be seen", () => {
  it.each(unseen)("%s", async (_what, html, fault) => {
    const { result, actual } = checkSeen(sampleMail({ html }), { sights: await see(html) });
    expect({ result, actual }).toEqual({ result: "FAIL", actual: expect.stringMatching(fault) });
  });
});

describe("a code that is seen", () => {
  it.each([
    ["plain", around("")],
    ["white on black", around("color:#fff;background:#000")],
    ["large", around("font-size:40px")],
    ["on a gradient", around("background:linear-gradient(#fff,#ddd)")],
    ["in a table", page(`<table><tr><td>${code}</td></tr></table><p>**${suffix}</p>`)],
    ["below the fold", page(`<p style="margin-top:3000px">${code}</p><p>**${suffix}</p>`)],
    ["twice, once hidden", page(`<p>${code}</p><p style="display:none">${code}</p><p>**${suffix}</p>`)],
    [
      "dark in the dark",
      page(
        `<p>${code}</p><p>**${suffix}</p>`,
        "<style>@media (prefers-color-scheme: dark) { body { background: #111; color: #eee } }</style>",
      ),
    ],
  ])("%s", async (_what, html) => {
    expect(checkSeen(sampleMail({ html }), { sights: await see(html) })).toMatchObject({
      result: "PASS",
      actual: expect.any(String),
    });
  });

  it.each(["ar", "de", "el", "en", "es", "fr", "he", "hi", "ja", "pl", "pt", "ru", "th", "zh"])(
    "in the shipped mail in %s",
    async (language) => {
      const file = path.join(packageRoot, "examples/meridale-bank/templates", language, "email.html");
      const html = (await readFile(file, "utf8")).replaceAll("{{otp}}", code).replaceAll("{{panSuffix}}", suffix);
      const sights = await see(html, language, mailViews);
      expect(checkSeen(sampleMail({ html }), { sights })).toMatchObject({ result: "PASS", actual: expect.any(String) });
      expect(checkNothingFetched(sampleMail({ html }), { sights })).toMatchObject({
        result: "PASS",
        actual: expect.any(String),
      });
    },
  );
});

describe("what a mail asks for when it is opened", () => {
  it("is noted, and goes nowhere", async () => {
    const html = page(
      `<p>${code} **${suffix}</p><img src="https://track.meridale.example/o.gif"><script>document.title = "ran"</script>`,
    );
    const sights = await see(html, "en", mailViews.slice(0, 1));
    expect(sights[0]?.requests).toEqual(["https://track.meridale.example/o.gif"]);
    expect(checkNothingFetched(sampleMail({ html }), { sights })).toMatchObject({
      result: "FAIL",
      actual: "asked track.meridale.example",
    });
  });
});
