import { AfterAll } from "@cucumber/cucumber";
import { type Auditor, openAuditor } from "../src/browser/axe-audit.ts";
import { type MailEye, openMailEye } from "../src/browser/mail-sight.ts";
import { openBrowser } from "../src/browser/open-browser.ts";

/** The browser of this worker and the pages in it. */
export interface Looking {
  readonly eye: MailEye;
  readonly auditor: Auditor;
  close(): Promise<void>;
}

let looking: Promise<Looking> | undefined;

/** Started when somebody first looks, and kept for the worker's other scenarios. Throws BROWSER_MISSING, BROWSER_BROKEN. */
export function openEye(): Promise<Looking> {
  looking ??= start();
  return looking;
}

async function start(): Promise<Looking> {
  const browser = await openBrowser(process.env);
  return { eye: await openMailEye(browser), auditor: await openAuditor(browser), close: () => browser.close() };
}

AfterAll(async () => {
  const opened = await looking?.catch(() => undefined);
  await opened?.close();
  looking = undefined;
});
