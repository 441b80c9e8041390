import { AfterAll } from "@cucumber/cucumber";
import { type Auditor, openAuditor } from "../src/browser/axe-audit.ts";
import { type MailEye, openMailEye } from "../src/browser/mail-sight.ts";
import { openBrowser } from "../src/browser/open-browser.ts";
import { StepproofError } from "../src/errors.ts";

/** The browser of this worker and the pages in it. */
export interface Looking {
  readonly eye: MailEye;
  readonly auditor: Auditor;
  close(): Promise<void>;
}

let looking: Promise<Looking> | undefined;

/**
 * Looks with a browser that is started when somebody first does, and kept for the worker's other scenarios: but for one
 * that something kept too busy. Throws BROWSER_MISSING, BROWSER_BROKEN, BROWSER_SLOW.
 */
export async function look<Seen>(work: (looking: Looking) => Promise<Seen>): Promise<Seen> {
  looking ??= start();
  try {
    return await work(await looking);
  } catch (error) {
    if (error instanceof StepproofError && error.code === "BROWSER_SLOW") await giveUp();
    throw error;
  }
}

async function start(): Promise<Looking> {
  const browser = await openBrowser(process.env);
  return { eye: await openMailEye(browser), auditor: await openAuditor(browser), close: () => browser.close() };
}

/** The next to look gets a browser of its own. */
async function giveUp(): Promise<void> {
  const opened = await looking?.catch(() => undefined);
  looking = undefined;
  await opened?.close();
}

AfterAll(giveUp);
