import { StepproofError } from "../errors.ts";
import { type Auditor, openAuditor } from "./axe-audit.ts";
import { type MailEye, openMailEye } from "./mail-sight.ts";
import { openBrowser } from "./open-browser.ts";

/** The browser of this process and the pages in it. */
export interface Looking {
  readonly eye: MailEye;
  readonly auditor: Auditor;
  close(): Promise<void>;
}

let looking: Promise<Looking> | undefined;

/**
 * Looks with a browser that is started when somebody first does, and kept until `stopLooking`: but for one that something
 * kept too busy. Throws BROWSER_MISSING, BROWSER_BROKEN, BROWSER_SLOW.
 */
export async function look<Seen>(work: (looking: Looking) => Promise<Seen>): Promise<Seen> {
  looking ??= start();
  try {
    return await work(await looking);
  } catch (error) {
    if (error instanceof StepproofError && error.code === "BROWSER_SLOW") await stopLooking();
    throw error;
  }
}

async function start(): Promise<Looking> {
  const browser = await openBrowser(process.env);
  return { eye: await openMailEye(browser), auditor: await openAuditor(browser), close: () => browser.close() };
}

/** Closes the browser, if one is open; the next to look gets one of its own. */
export async function stopLooking(): Promise<void> {
  const opened = await looking?.catch(() => undefined);
  looking = undefined;
  await opened?.close();
}
