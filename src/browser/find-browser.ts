import { constants } from "node:fs";
import { access } from "node:fs/promises";
import path from "node:path";
import { StepproofError } from "../errors.ts";

/** A Chromium to start, and where it was found. */
export interface FoundBrowser {
  readonly executablePath: string;
  readonly source: "STEPPROOF_BROWSER" | "playwright" | "PATH" | "@sparticuz/chromium";
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Looks for a Chromium: the one that STEPPROOF_BROWSER names, Playwright's own, one on the PATH, the one that came with
 * npm (Linux, x64). Throws BROWSER_MISSING. Source of the order: dependencies.md section 3.
 */
export async function findBrowser(env: Environment): Promise<FoundBrowser> {
  const named = env["STEPPROOF_BROWSER"];
  if (named !== undefined && named !== "") {
    if (await isProgram(named)) return { executablePath: named, source: "STEPPROOF_BROWSER" };
    throw missing(`STEPPROOF_BROWSER names ${named}, which is no program`);
  }
  const found = (await ofPlaywright()) ?? (await onPath(env["PATH"] ?? "")) ?? (await ofNpm());
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

/** Unpacks its binary into the temporary folder at the first call. */
async function ofNpm(): Promise<FoundBrowser | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  try {
    // Where the machine lacks its libraries, it brings its own – if it thinks it runs there.
    if (!(await hasLibraries())) process.env["AWS_LAMBDA_JS_RUNTIME"] ??= "nodejs20.x";
    const { default: chromium } = await import("@sparticuz/chromium");
    chromium.setGraphicsMode = false;
    return { executablePath: await chromium.executablePath(), source: "@sparticuz/chromium" };
  } catch {
    // An optional dependency: not being there is an answer.
    return undefined;
  }
}

const libraryFolders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/lib/x86_64-linux-gnu", "/usr/lib"];

async function hasLibraries(): Promise<boolean> {
  const found = await Promise.all(libraryFolders.map((folder) => exists(path.join(folder, "libnss3.so"))));
  return found.includes(true);
}

const isProgram = (file: string): Promise<boolean> => exists(file, constants.X_OK);

const exists = (file: string, mode = constants.F_OK): Promise<boolean> =>
  access(file, mode).then(
    () => true,
    () => false,
  );

const missing = (what: string): StepproofError =>
  new StepproofError("BROWSER_MISSING", what, {
    hint: "Install one (npm install @sparticuz/chromium, npx playwright install chromium, apt install chromium), or name it with STEPPROOF_BROWSER.",
    attribution: "ENVIRONMENT",
  });
