import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Fault } from "./fault.ts";

/** What the process was started with: where `${NAME}` is looked up. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface Filled {
  readonly tree: unknown;
  readonly faults: readonly Fault[];
}

/** Puts variables in wherever `${NAME}` stands. A fault names a variable that is not set, never a value. */
export function fillVariables(tree: unknown, env: Environment): Filled {
  const faults: Fault[] = [];
  const fill = (node: unknown, path: readonly PropertyKey[]): unknown => {
    if (Array.isArray(node)) return node.map((item, index) => fill(item, [...path, index]));
    if (typeof node === "object" && node !== null) {
      return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, fill(value, [...path, key])]));
    }
    if (typeof node !== "string") return node;
    return node.replace(/\$\{(\w+)\}/g, (reference, name: string) => {
      const value = env[name];
      if (value === undefined || value === "") {
        faults.push({ path, complaint: `found ${reference}, expected the environment variable ${name} to be set` });
      }
      return value ?? reference;
    });
  };
  return { tree: fill(tree, []), faults };
}

export type ReadReference =
  | { readonly text: string; readonly fault?: never }
  | { readonly text?: never; readonly fault: string };

/** A value that is written as `file:PATH`, from the folder of the run file; anything else is the value itself. */
export async function readSecret(given: string, folder: string): Promise<ReadReference> {
  const path = /^file:(?<path>.+)$/.exec(given)?.groups?.["path"];
  if (path === undefined) return { text: given };
  const read = await readText(path, folder);
  return read.text === undefined ? read : { text: read.text.trim() };
}

/** A file of certificates or a key. */
export async function readPem(path: string, folder: string): Promise<ReadReference> {
  const read = await readText(path, folder);
  if (read.text === undefined || /-----BEGIN [A-Z ]+-----/.test(read.text)) return read;
  return { fault: `found "${path}", expected a file in PEM format` };
}

/** The complaint about a path that should lead to something of this kind, or undefined. */
export async function missing(path: string, folder: string, kind: "file" | "folder"): Promise<string | undefined> {
  try {
    const found = await stat(resolve(folder, path));
    if (kind === "folder" ? found.isDirectory() : found.isFile()) return undefined;
  } catch {
    // Whatever the reason, it cannot be used; the sentence below is for people.
  }
  return `found "${path}", expected a ${kind} that can be read, relative to the run file`;
}

async function readText(path: string, folder: string): Promise<ReadReference> {
  try {
    return { text: await readFile(resolve(folder, path), "utf8") };
  } catch {
    return { fault: `found "${path}", expected a file that can be read, relative to the run file` };
  }
}
