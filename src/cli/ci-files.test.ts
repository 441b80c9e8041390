import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { packageRoot } from "../package-root.ts";
import { runCommandLine } from "./command-line.ts";
import { openTestSite } from "./test-site.fixture.ts";

const files = ["github-actions.yml", "gitlab-ci.yml"];
const readCiFile = (name: string) => readFile(path.join(packageRoot, "docs/ci", name), "utf8");

/** The command lines of Stepproof in a file, with something plausible in the place of each variable. */
async function commandsIn(name: string): Promise<readonly (readonly string[])[]> {
  const lines = [...(await readCiFile(name)).matchAll(/npx stepproof (.+)$/gm)].map(([, args = ""]) => args);
  return lines.map((line) => line.replace(/\$\{\{[^}]*\}\}|\$CI_\w+/g, "1").split(" "));
}

describe("the files for build servers", () => {
  it.each(files)("%s is YAML, and has jobs", async (name) => {
    expect(Object.keys(parse(await readCiFile(name))).length).toBeGreaterThan(2);
  });

  it.each(files)("%s calls commands with options that exist", async (name) => {
    const commands = await commandsIn(name);
    expect(commands.map(([command]) => command)).toEqual(expect.arrayContaining(["doctor", "run", "merge"]));
    for (const args of commands) {
      const site = openTestSite("/nonexistent");
      // There is no such folder, so each fails; but not for how it was called.
      await runCommandLine(args, site);
      expect(site.seen.stderr, args.join(" ")).not.toMatch(/USAGE|unknown (command|option)|invalid/i);
    }
  });
});
