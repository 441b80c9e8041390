import type { z } from "zod";
import { type Fault, toKey } from "./fault.ts";
import { findMeantKey } from "./known-keys.ts";
import type { WrittenDocument } from "./written-document.ts";

type Issue = z.core.$ZodIssue;

/** What the schema refused, in the file's own terms. What is quoted is as written: a variable's value never is. */
export function toFaults({ issues }: z.ZodError, written: WrittenDocument): readonly Fault[] {
  const unknown = issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys.map((key) => toUnknownKey(issue.path, key)) : [],
  );
  // A misspelt key is one mistake, not a missing one as well.
  const misspelt = new Set(unknown.map(({ path, meant }) => toKey([...path, meant ?? ""])));
  const others = issues.filter(({ code, path }) => code !== "unrecognized_keys" && !misspelt.has(toKey(path)));
  return [...unknown.map((each) => unknownKeyFault(each, written)), ...others.map((issue) => toFault(issue, written))];
}

interface UnknownKey {
  readonly path: readonly PropertyKey[];
  readonly key: string;
  /** The known key that it was probably meant to be. */
  readonly meant: string | undefined;
}

const toUnknownKey = (path: readonly PropertyKey[], key: string): UnknownKey => ({
  path,
  key,
  meant: findMeantKey(path, key),
});

function unknownKeyFault({ path, key, meant }: UnknownKey, written: WrittenDocument): Fault {
  const at = [...path, key];
  const advice = meant === undefined ? "there is no such key here" : `did you mean "${meant}"?`;
  return { path: at, complaint: `unknown key, ${advice}`, place: written.placeOfKey(at) };
}

function toFault({ path, message }: Issue, written: WrittenDocument): Fault {
  return { path, complaint: `found ${describeFound(valueAt(written.tree, path), path)}, expected ${message}` };
}

function valueAt(tree: unknown, path: readonly PropertyKey[]): unknown {
  let node = tree;
  for (const part of path) {
    if (typeof node !== "object" || node === null) return undefined;
    node = new Map<PropertyKey, unknown>(Object.entries(node)).get(String(part));
  }
  return node;
}

const SECRET_KEYS: readonly PropertyKey[] = ["clientSecret", "clientId", "pan", "securityCode"];
const PERSONAL_KEYS: readonly PropertyKey[] = ["phone", "email"];

function describeFound(value: unknown, path: readonly PropertyKey[]): string {
  if (value === undefined || value === null || value === "") return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value !== "string") return "a section";
  // It may say for whom.
  if (path[0] === "faults") return "another sentence";
  const key = path.at(-1) ?? "";
  if (SECRET_KEYS.includes(key)) return "a value that is not shown here";
  return `"${shorten(value, PERSONAL_KEYS.includes(key) ? 4 : 60)}"`;
}

const shorten = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length)}…` : text);
