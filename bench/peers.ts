import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import path from "node:path";
import { packageRoot } from "../src/package-root.ts";

const folder = path.join(packageRoot, "bench", "peers");
const MOST_MS = 120_000;

/** Installs the mail servers of others next to their package.json, once; false where that cannot be done. */
export async function installPeers(): Promise<boolean> {
  if (existsSync(path.join(folder, "node_modules", "maildev"))) return true;
  const npm = spawn("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    ...{ cwd: folder, stdio: "ignore", timeout: MOST_MS },
  });
  const exit = await once(npm, "exit").catch(() => [1]);
  return exit[0] === 0;
}
