import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, lstat, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { causeCode, StepproofError } from "../errors.ts";
import type { FoundBrowser } from "./found-browser.ts";

const PACKAGE = "@sparticuz/chromium";
/** Unpacking 66 MB takes 2 s; a busy machine may take its time, ms. */
const PATIENCE_MS = 60_000;

/** The browser of the npm package, unpacked; undefined where the package is missing, or not made for this machine. */
export async function unpackChromium(parent: string = tmpdir()): Promise<FoundBrowser | undefined> {
  const module = findPackage();
  if (module === undefined || process.platform !== "linux" || process.arch !== "x64") return undefined;
  // The user's id is part of the name: nobody is to run what somebody else put there.
  const folder = path.join(parent, `stepproof-chromium-147-${process.getuid?.() ?? 0}`);
  if (!(await isUnpacked(folder))) await unpackOnce(module, folder);
  return {
    executablePath: path.join(folder, "chromium"),
    source: PACKAGE,
    env: { FONTCONFIG_PATH: path.join(folder, "fonts") },
    spareLibraries: path.join(folder, "al2023", "lib"),
  };
}

function findPackage(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(PACKAGE);
  } catch {
    // An optional dependency: it may be left out.
    return undefined;
  }
}

/** Into a folder of its own first, then renamed: two workers may do so at once, and neither sees half a browser. */
async function unpackOnce(module: string, folder: string): Promise<void> {
  await mkdir(path.dirname(folder), { recursive: true });
  const fresh = await mkdtemp(`${folder}-`);
  try {
    await unpackInto(module, fresh);
    await writeFile(path.join(fresh, "fonts", "fonts.conf"), fontsIn(folder));
    await rename(fresh, folder);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    const othersWereFaster = ["ENOTEMPTY", "EEXIST"].includes(causeCode(error) ?? "");
    if (!othersWereFaster || !(await isUnpacked(folder))) throw notUnpacked(error);
  }
}

/** In a process of its own: the package asks the environment where to unpack, and whether to add libraries. */
async function unpackInto(module: string, folder: string): Promise<void> {
  const script = `
    const { default: loaded } = await import(process.argv[1]);
    const chromium = loaded.default ?? loaded;
    chromium.setGraphicsMode = false;
    await chromium.executablePath();
  `;
  const env = { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: "nodejs20.x", NODE_OPTIONS: "" };
  const given = ["--input-type=module", "-e", script, pathToFileURL(module).href];
  await promisify(execFile)(process.execPath, given, { env, timeout: PATIENCE_MS });
}

/** The package's own names /tmp alone; and without any font of the machine's, the browser ends at the first letter. */
const fontsIn = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;

async function isUnpacked(folder: string): Promise<boolean> {
  try {
    const { uid } = await lstat(folder);
    await access(path.join(folder, "chromium"), constants.X_OK);
    return uid === (process.getuid?.() ?? uid);
  } catch {
    return false;
  }
}

function notUnpacked(cause: unknown): StepproofError {
  return new StepproofError(
    "BROWSER_NOT_UNPACKED",
    `${PACKAGE} could not be unpacked (${causeCode(cause) ?? "failed"})`,
    {
      hint: "Leave 300 MB free in the temporary folder, or name a browser in STEPPROOF_BROWSER.",
      attribution: "ENVIRONMENT",
      cause,
    },
  );
}
