import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { packageRoot } from "./package-root.ts";

/** What the build compiles. */
const SOURCES = ["src", "simulators", "steps", "mutants", "types"];
/** The build writes it last. */
const LAST_BUILT = "dist/stepproof.schema.json";

/** The file that the build made of a source ("src/cli/main.ts"): Node starts it without compiling. Throws as `requireBuild`. */
export function builtFile(source: string): string {
  requireBuild();
  return path.join(packageRoot, "dist", source.replace(/\.ts$/, ".js"));
}

/** Throws where `npm run build` has not run, or not since a source changed. */
export function requireBuild(): void {
  const builtAt = statSync(path.join(packageRoot, LAST_BUILT), { throwIfNoEntry: false })?.mtimeMs;
  if (builtAt === undefined) throw notBuilt("dist/ is missing or incomplete");
  const changed = SOURCES.flatMap(filesOf).find((file) => statSync(file).mtimeMs > builtAt);
  if (changed !== undefined) throw notBuilt(`${path.relative(packageRoot, changed)} is newer than dist/`);
}

function filesOf(folder: string): readonly string[] {
  const names = readdirSync(path.join(packageRoot, folder), { recursive: true, encoding: "utf8" });
  return names.filter(isCompiled).map((name) => path.join(packageRoot, folder, name));
}

const isCompiled = (name: string): boolean => /(?<!\.(?:test|fixture|d))\.ts$/.test(name);

const notBuilt = (why: string): Error =>
  new Error(`${why}: run \`npm run build\` first, for this test starts the built program`);
