import path from "node:path";
import type { Browser } from "playwright";
import { causeCode, StepproofError } from "../errors.ts";
import { findBrowser } from "./find-browser.ts";
import type { FoundBrowser } from "./found-browser.ts";

/** A Chromium that reaches nothing: every page in it is handed its content. Throws BROWSER_MISSING and BROWSER_BROKEN. */
export async function openBrowser(env: Readonly<Record<string, string | undefined>>): Promise<Browser> {
  const found = await findBrowser(env);
  const { spareLibraries } = found;
  try {
    return await launch(found, {});
  } catch (cause) {
    if (spareLibraries === undefined) throw broken(found, cause);
  }
  const LD_LIBRARY_PATH = [spareLibraries, env["LD_LIBRARY_PATH"]].filter(Boolean).join(path.delimiter);
  return launch(found, { LD_LIBRARY_PATH }).catch((cause: unknown) => {
    throw broken(found, cause);
  });
}

async function launch({ executablePath, env }: FoundBrowser, more: Readonly<Record<string, string>>): Promise<Browser> {
  const { chromium } = await import("playwright");
  const own = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== undefined));
  return chromium.launch({ executablePath, args: quiet, timeout: LAUNCH_MS, env: { ...own, ...env, ...more } });
}

const LAUNCH_MS = 30_000;

/** Without these it would call home, many times a start. No sandbox: containers have none to give, and nothing foreign runs. */
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--font-render-hinting=none",
  // Coloured fringes would count as ink.
  "--disable-lcd-text",
];

const broken = ({ executablePath, source }: FoundBrowser, cause: unknown): StepproofError =>
  new StepproofError("BROWSER_BROKEN", `${executablePath} (${source}) does not start (${reasonOf(cause)})`, {
    hint: "Start it by hand to see what it lacks, or name another one with STEPPROOF_BROWSER.",
    attribution: "ENVIRONMENT",
    cause,
  });

const reasonOf = (cause: unknown): string =>
  causeCode(cause) ?? (cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : "unknown");
