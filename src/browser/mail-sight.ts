import type { Browser, CDPSession, JSHandle, Page } from "playwright";
import type { MailSight, MailView } from "../checks/sight.ts";
import { Camera } from "./camera.ts";
import { withinDeadline } from "./deadline.ts";
import { fontFacesFor, NOTO } from "./fonts.ts";
import {
  areFontsLoaded,
  findBoxes,
  heightOfContent,
  lendFonts,
  overwrite,
  type PageText,
  readPageText,
  type Wanted,
} from "./in-page.ts";
import { lookAt, show, type Window } from "./mail-view.ts";
import { serveAlone } from "./own-page.ts";
import { escaped } from "./phone-page.ts";

export interface MailToSee {
  readonly html: string;
  /** What must be seen: the code, and the card's last four digits. */
  readonly code: string;
  readonly suffix: string;
}

export interface PageToPhotograph {
  readonly html: string;
  /** Texts that nobody may see in a picture, and what stands there instead, one character for one. */
  readonly replaced: readonly (readonly [text: string, by: string])[];
}

/** Looks at HTML parts of mails in a browser: scripts and network are off, and what they ask for is noted. */
export interface MailEye {
  /** Throws BROWSER_SLOW. */
  see(mail: MailToSee, views: readonly MailView[]): Promise<MailSight>;
  /** Pictures of a page, PNG, one a view, with letters of every script. Throws BROWSER_SLOW. */
  photograph(page: PageToPhotograph, views: readonly MailView[]): Promise<readonly Buffer[]>;
  /** Those characters of a text of which no font has a picture, so that a box stands in their place. Throws BROWSER_SLOW. */
  boxesIn(text: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Of a picture, px: a mail may be endless, or empty. */
const [HIGHEST, LOWEST] = [4_000, 200];
/** Below the last line, px. */
const MARGIN = 16;

/** One page for all mails: opening pages is what takes time. */
export async function openMailEye(browser: Browser): Promise<MailEye> {
  // Two pixels to one of the page: with one, the strokes of small letters would be half as strong as phones draw them.
  const context = await browser.newContext({ javaScriptEnabled: false, deviceScaleFactor: 2 });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send("DOM.enable");
  await cdp.send("CSS.enable");
  const window = { page, cdp, camera: new Camera(page, cdp) };
  return {
    see: (mail, views) => withinDeadline("show the mail", see(window, mail, views)),
    photograph: (shown, views) => withinDeadline("picture the message", photograph(window, shown, views)),
    boxesIn: (text) => withinDeadline("draw the letters", boxesIn(window, text)),
    close: () => context.close(),
  };
}

async function see(window: Window, { html, code, suffix }: MailToSee, views: readonly MailView[]): Promise<MailSight> {
  const { text, asked } = await open(window, html, views);
  const wanted: readonly Wanted[] = [
    { name: "code", text: code },
    { name: "suffix", text: suffix },
  ];
  const inViews = await lookAt(window, text, wanted, views);
  return { views: inViews, requests: asked() };
}

async function photograph(
  window: Window,
  { html, replaced }: PageToPhotograph,
  views: readonly MailView[],
): Promise<readonly Buffer[]> {
  const { page } = window;
  const { text } = await open(window, html, views);
  await text.evaluate(overwrite, replaced);
  const pictures: Buffer[] = [];
  for (const view of views) {
    await show(page, view);
    const height = Math.max(LOWEST, (await page.evaluate(heightOfContent)) + MARGIN);
    const clip = { x: 0, y: 0, width: view.width, height: Math.min(view.height ?? height, HIGHEST) };
    pictures.push(await page.screenshot({ fullPage: true, scale: "css", animations: "disabled", clip }));
  }
  return pictures;
}

/** Blanks and marks of direction have no picture; emoji are the phone's own; what is nobody's letter needs no drawing. */
const unpictured = /[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\p{Extended_Pictographic}\p{Regional_Indicator}]/u;
const nobodysLetter = /[\p{Co}\p{Cn}]/u;

async function boxesIn(window: Window, text: string): Promise<readonly string[]> {
  const characters = [...new Set(text)];
  const drawn = characters.filter((character) => !unpictured.test(character));
  await open(window, `<!doctype html><meta charset="utf-8"><p>${escaped(text)}</p>`, []);
  const boxes = await window.page.evaluate(findBoxes, { family: NOTO, characters: drawn });
  return [...characters.filter((character) => nobodysLetter.test(character)), ...boxes];
}

interface OpenedPage {
  readonly text: JSHandle<PageText>;
  readonly asked: () => readonly string[];
}

/** Opens a message in the first of the views and lends it fonts. */
async function open({ page, cdp }: Window, html: string, [first]: readonly MailView[]): Promise<OpenedPage> {
  if (first) await show(page, first);
  const asked = await serveAlone(page, html);
  const text = await page.evaluateHandle(readPageText);
  const rules = fontFacesFor(await text.evaluate((read) => read.text));
  await lendAndAwait(page, cdp, rules);
  return { text, asked };
}

/** Waits for the browser's own word that a font came: the page itself could not tell us, its scripts are off. */
async function lendAndAwait(page: Page, cdp: CDPSession, rules: string): Promise<void> {
  let heard: () => void = () => undefined;
  const onUpdate = () => heard();
  cdp.on("CSS.fontsUpdated", onUpdate);
  try {
    await page.evaluate(lendFonts, { family: NOTO, rules });
    for (;;) {
      const updated = new Promise<void>((resolve) => {
        heard = resolve;
      });
      if (await page.evaluate(areFontsLoaded, NOTO)) return;
      await updated;
    }
  } finally {
    cdp.off("CSS.fontsUpdated", onUpdate);
  }
}
