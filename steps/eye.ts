import { AfterAll } from "@cucumber/cucumber";
import type { Browser } from "playwright";
import { type MailEye, openMailEye } from "../src/browser/mail-sight.ts";
import { openBrowser } from "../src/browser/open-browser.ts";

/** The browser of this worker and the page in it. */
export interface Looking {
  readonly browser: Browser;
  readonly eye: MailEye;
}

let looking: Promise<Looking> | undefined;

/** Started when somebody first looks, and kept for the worker's other scenarios. Throws BROWSER_MISSING, BROWSER_BROKEN. */
export function openEye(): Promise<Looking> {
  looking ??= start();
  return looking;
}

async function start(): Promise<Looking> {
  const browser = await openBrowser(process.env);
  return { browser, eye: await openMailEye(browser) };
}

AfterAll(async () => {
  const { browser } = (await looking?.catch(() => undefined)) ?? {};
  await browser?.close();
  looking = undefined;
});
