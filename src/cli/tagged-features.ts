import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** A feature file and all that it says. */
interface FeatureFile {
  readonly path: string;
  readonly text: string;
}

/** Looks up in which feature files a tag stands. */
export type FeatureIndex = (tag: string) => readonly string[];

/** Reads the features of a folder once: whoever runs them tag by tag need not have all of them parsed each time. */
export async function indexFeatures(folder: string): Promise<FeatureIndex> {
  const files = await readFeatures(folder);
  return (tag) => {
    const isTagged = new RegExp(`(?<!\\S)${tag}(?!\\S)`);
    return files.filter(({ text }) => isTagged.test(text)).map((file) => file.path);
  };
}

async function readFeatures(folder: string): Promise<readonly FeatureFile[]> {
  const names = await readdir(folder, { recursive: true });
  const paths = names.filter((name) => name.endsWith(".feature")).map((name) => path.join(folder, name));
  return Promise.all(paths.sort().map(async (file) => ({ path: file, text: await readFile(file, "utf8") })));
}
