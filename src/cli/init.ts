import { cp, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { StepproofError } from "../errors.ts";
import type { Site } from "./site.ts";

/** The languages whose templates come along. */
const LANGUAGES = ["en", "fr", "de", "ar"] as const;

/** Writes a run file to start from, with everything it refers to, and says what to do next. Returns the exit code. */
export async function init(folder: string, { cwd, terminal, shipped }: Site): Promise<number> {
  const target = path.resolve(cwd, folder);
  const { starter, templates, schema } = shipped;
  const files = (await readdir(starter)).sort();
  await refuseToOverwrite(target, [...files, "templates"]);
  await mkdir(target, { recursive: true });
  for (const file of files) {
    const source = await readFile(path.join(starter, file), "utf8");
    await writeFile(path.join(target, file), withSchema(source, path.relative(target, schema)), { flag: "wx" });
  }
  for (const language of LANGUAGES) {
    await cp(path.join(templates, language), path.join(target, "templates", language), { recursive: true });
  }
  terminal.print(farewell([...files, "templates/"], path.relative(cwd, target)));
  return 0;
}

/** Nothing is written where anything would be lost. */
async function refuseToOverwrite(target: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const file = path.join(target, name);
    if (await isThere(file)) throw alreadyThere(file);
  }
}

async function isThere(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch {
    // Whatever else is wrong with the place shows when it is written to.
    return false;
  }
}

/** The first line of the run file tells an editor where the schema lies. */
const withSchema = (source: string, schema: string): string =>
  source.replace(/(?<=^# yaml-language-server: \$schema=).*$/m, schema.split(path.sep).join("/"));

function farewell(files: readonly string[], folder: string): string {
  const runFile = path.join(folder, "stepproof.yaml");
  return [
    `Written to ${folder === "" ? "this folder" : folder}: ${files.join(", ")}`,
    "",
    "Next:",
    `  stepproof run --profile ${runFile}`,
    `Then put your backend into ${runFile}, and see what stepproof doctor --profile ${runFile} says.`,
    "",
  ].join("\n");
}

const alreadyThere = (file: string): StepproofError =>
  new StepproofError("FILE_EXISTS", `${file} is there already; nothing was written`, {
    hint: "Name another folder, or move the file away.",
    attribution: "CONFIGURATION",
  });
