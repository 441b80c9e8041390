import type { Browser, BrowserContext, Page } from "playwright";
import type { CharacterSight, MailSight, MailView } from "../checks/sight.ts";
import { answerFont, FONT_ORIGIN, fallbackFonts } from "./fonts.ts";
import { addFallbackFonts, hideMarks, type Mark, markWords, measureMarks, textOf, type Word } from "./in-page.ts";
import { type Box, contrastOfInk } from "./ink.ts";
import { type Pixels, readPng, readPngSize } from "./png.ts";

const MAIL_URL = "https://mail.stepproof.test/";
const HEIGHT = 800;
const asOnScreen = { fullPage: true, animations: "disabled" } as const;

export interface MailToSee {
  readonly html: string;
  /** The End User's language: it decides which glyphs ideographs get. */
  readonly language: string;
  /** What must be seen: the code, and the card's last four digits. */
  readonly code: string;
  readonly suffix: string;
}

/** Looks at HTML parts of mails in a browser: scripts and network are off, and what they ask for is noted. */
export interface MailEye {
  see(mail: MailToSee, view: MailView): Promise<MailSight>;
  /** A picture of any page, PNG, with letters of every script. */
  photograph(html: string, view: MailView, language: string): Promise<Buffer>;
  close(): Promise<void>;
}

/** One page for all mails: opening pages is what takes time. */
export async function openMailEye(browser: Browser): Promise<MailEye> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const asked: string[] = [];
  let html = "";
  await serve(context, asked, () => html);
  const open = async (content: string, view: MailView, language: string) => {
    html = content;
    asked.length = 0;
    await page.setViewportSize({ width: view.width, height: view.height ?? HEIGHT });
    await page.emulateMedia({ colorScheme: view.scheme });
    await page.goto(MAIL_URL, { waitUntil: "load" });
    await page.evaluate(addFallbackFonts, await fallbackFonts(await page.evaluate(textOf), language));
  };
  return {
    see: async (mail, view) => {
      await open(mail.html, view, mail.language);
      return { ...(await look(page, mail, view)), requests: [...asked] };
    },
    photograph: async (content, view, language) => {
      await open(content, view, language);
      return page.screenshot(asOnScreen);
    },
    close: () => context.close(),
  };
}

/** Answers for the mail itself and for our fonts; every other request is noted and goes nowhere. */
async function serve(context: BrowserContext, asked: string[], html: () => string): Promise<void> {
  await context.route("**/*", async (route) => {
    const url = route.request().url();
    if (url === MAIL_URL) return route.fulfill({ body: html(), contentType: "text/html; charset=utf-8" });
    if (url.startsWith(`${FONT_ORIGIN}/`)) return answerFont(route);
    asked.push(url);
    return route.abort();
  });
}

async function look(page: Page, { code, suffix }: MailToSee, view: MailView): Promise<Omit<MailSight, "requests">> {
  const words: Word[] = [
    { word: "code", value: code },
    { word: "suffix", value: suffix },
  ];
  await page.evaluate(markWords, words);
  // A picture waits for the fonts, and fonts move what stands around them: so it is measured afterwards.
  const picture = await page.screenshot(asOnScreen);
  const marks = await page.evaluate(measureMarks);
  const frame = frameAround(marks, readPngSize(picture));
  if (!frame) return { view, picture, characters: marks.map((mark) => toSight(mark, 1)) };
  const [withText, without] = await photographTwice(page, frame);
  const characters = marks.map((mark) => toSight(mark, contrastOfInk(withText, without, within(frame, mark))));
  return { view, picture, characters };
}

/** What stands around the marked words, once with them and once without. */
async function photographTwice(page: Page, clip: Box): Promise<readonly [Pixels, Pixels]> {
  const options = { ...asOnScreen, clip };
  const withText = await page.screenshot(options);
  await page.evaluate(hideMarks);
  return [readPng(withText), readPng(await page.screenshot(options))];
}

/** The smallest frame around all marks that lies on the page; undefined where none does. */
function frameAround(marks: readonly Mark[], page: Pick<Box, "width" | "height">): Box | undefined {
  const seen = marks.filter(
    ({ x, y, width, height }) => x + width > 0 && y + height > 0 && x < page.width && y < page.height,
  );
  if (seen.length === 0) return undefined;
  const x = Math.max(0, Math.floor(Math.min(...seen.map((mark) => mark.x))));
  const y = Math.max(0, Math.floor(Math.min(...seen.map((mark) => mark.y))));
  const right = Math.min(page.width, Math.ceil(Math.max(...seen.map((mark) => mark.x + mark.width))));
  const bottom = Math.min(page.height, Math.ceil(Math.max(...seen.map((mark) => mark.y + mark.height))));
  return right > x && bottom > y ? { x, y, width: right - x, height: bottom - y } : undefined;
}

const within = (frame: Box, { x, y, width, height }: Box): Box => ({ x: x - frame.x, y: y - frame.y, width, height });

function toSight({ word, occurrence, character, fontPx, ...box }: Mark, contrast: number): CharacterSight {
  return {
    word,
    occurrence,
    character,
    left: box.x,
    right: box.x + box.width,
    // A transform shrinks the box and not the font.
    heightPx: Math.min(fontPx, box.height),
    contrast,
  };
}
