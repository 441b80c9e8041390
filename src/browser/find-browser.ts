import { constants } from "node:fs";
import { access } from "node:fs/promises";
import path from "node:path";
import { StepproofError } from "../errors.ts";
import type { FoundBrowser } from "./found-browser.ts";
import { unpackChromium } from "./packed-chromium.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Looks for a Chromium: the one that STEPPROOF_BROWSER names, Playwright's own, one on the PATH, the one that came with
 * npm (Linux, x64). Throws BROWSER_MISSING and BROWSER_NOT_UNPACKED. Source of the order: dependencies.md section 3.
 */
export async function findBrowser(env: Environment): Promise<FoundBrowser> {
  const named = env["STEPPROOF_BROWSER"];
  if (named !== undefined && named !== "") {
    if (await isProgram(named)) return { executablePath: named, source: "STEPPROOF_BROWSER" };
    throw missing(`STEPPROOF_BROWSER names ${named}, which is no program`);
  }
  const found = (await ofPlaywright()) ?? (await onPath(env["PATH"] ?? "")) ?? (await unpackChromium());
  if (found) return found;
  throw missing("no Chromium was found");
}

async function ofPlaywright(): Promise<FoundBrowser | undefined> {
  const { chromium } = await import("playwright");
  const executablePath = chromium.executablePath();
  return (await isProgram(executablePath)) ? { executablePath, source: "playwright" } : undefined;
}

async function onPath(search: string): Promise<FoundBrowser | undefined> {
  const folders = search.split(path.delimiter).filter((folder) => folder !== "");
  const candidates = ["chromium", "chromium-browser", "google-chrome"].flatMap((name) =>
    folders.map((folder) => path.join(folder, name)),
  );
  for (const executablePath of candidates) {
    if (await isProgram(executablePath)) return { executablePath, source: "PATH" };
  }
  return undefined;
}

const isProgram = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );

const missing = (what: string): StepproofError =>
  new StepproofError("BROWSER_MISSING", what, {
    hint: "Install one (npm install @sparticuz/chromium, npx playwright install chromium, apt install chromium), or name it with STEPPROOF_BROWSER.",
    attribution: "ENVIRONMENT",
  });
