import { z } from "zod";
import { runFileSchema } from "./schema.ts";

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
}

/** The JSON Schema of what people write, for editors. */
export function toJsonSchema(): object {
  return { ...z.toJSONSchema(runFileSchema, { io: "input" }), title: "stepproof.yaml" };
}

/** The known key that an unknown one was probably meant to be, at a place of the run file. */
export function findMeantKey(path: readonly PropertyKey[], unknown: string): string | undefined {
  return closestOf(keysAt(path), unknown);
}

function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let node: SchemaNode | undefined = toJsonSchema();
  for (const part of path) node = typeof part === "number" ? node?.items : node?.properties?.[String(part)];
  return Object.keys(node?.properties ?? {});
}

/** Up to two letters off, or one for the shortest words. */
function closestOf(candidates: readonly string[], word: string): string | undefined {
  const [closest] = candidates
    .map((candidate) => ({ candidate, distance: distanceBetween(candidate.toLowerCase(), word.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= (candidate.length > 3 ? 2 : 1))
    .sort((a, b) => a.distance - b.distance);
  return closest?.candidate;
}

/** Levenshtein's: insertions, deletions and replacements of single letters. */
function distanceBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= other.length; column += 1) {
      const replaced = (row[column - 1] ?? 0) + (letter === other[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
