import type { Browser } from "playwright";
import { causeCode, StepproofError } from "../errors.ts";
import { findBrowser } from "./find-browser.ts";

/** A Chromium that reaches nothing: every page in it is handed its content. Throws BROWSER_MISSING and BROWSER_BROKEN. */
export async function openBrowser(env: Readonly<Record<string, string | undefined>>): Promise<Browser> {
  const { executablePath, source } = await findBrowser(env);
  const { chromium } = await import("playwright");
  try {
    return await chromium.launch({ executablePath, args: quiet });
  } catch (cause) {
    throw new StepproofError("BROWSER_BROKEN", `${executablePath} (${source}) does not start (${reasonOf(cause)})`, {
      hint: "Start it by hand to see what it lacks, or name another one with STEPPROOF_BROWSER.",
      attribution: "ENVIRONMENT",
      cause,
    });
  }
}

/** Without these it would call home, many times a start. No sandbox: containers have none to give, and nothing foreign runs. */
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--font-render-hinting=none",
];

const reasonOf = (cause: unknown): string =>
  causeCode(cause) ?? (cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : "unknown");
