import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { createLeakSearch } from "../checks/leak-search.ts";
import type { Secret } from "../evidence/secrets.ts";
import type { Envelope } from "../verdict/envelope.ts";

/**
 * Searches every file that a run wrote for the secrets of its people, cards and codes, and for keys and bearers of anybody.
 * Returns a sentence for each place: file, line and kind, never a value. Pictures are no text and are left out.
 */
export async function leaksInFolder(
  folder: string,
  secrets: readonly Secret[],
  envelopes: readonly Envelope[],
): Promise<readonly string[]> {
  const published = envelopes.map(({ source }) => source?.data ?? "").join("\n");
  const search = createLeakSearch(secrets, published);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith(".png"));
  const leaks: string[] = [];
  for (const { parentPath, name } of files) {
    const file = path.join(parentPath, name);
    const places = linesThatLeak(await readFile(file, "utf8"), search);
    leaks.push(...places.slice(0, MOST_PLACES_A_FILE).map((place) => describe(path.relative(folder, file), place)));
  }
  return leaks;
}

/** One is enough to fail; some help to find the cause. */
const MOST_PLACES_A_FILE = 5;

interface Place {
  /** From 1. */
  readonly line: number;
  readonly kinds: readonly string[];
}

function linesThatLeak(text: string, search: ReturnType<typeof createLeakSearch>): readonly Place[] {
  return text.split("\n").flatMap((line, index) => {
    const kinds = search(line);
    return kinds.length === 0 ? [] : [{ line: index + 1, kinds }];
  });
}

const describe = (file: string, { line, kinds }: Place): string =>
  `${file}:${line} gives away a secret of the run (${kinds.join(", ")}): delete the folder, and report this as a fault of Stepproof.`;
