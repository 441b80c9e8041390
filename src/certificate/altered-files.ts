import type { PackageFile } from "./package-files.ts";
import type { Statement } from "./statement.ts";

/** In which way a package is not what was signed, and which file shows it. */
export interface Alteration {
  readonly kind: "changed" | "re-ordered" | "swapped" | "dropped" | "added";
  readonly name: string;
  /** Of a swap: the file whose content lies here now. */
  readonly other?: string;
}

/** Compares a package with the files that its statement names. By name; empty for an untouched one. */
export function findAlterations(files: readonly PackageFile[], statement: Statement): readonly Alteration[] {
  const signed = new Map(statement.subject.map(({ name, digest }) => [name, digest.sha256]));
  const present = new Set(files.map(({ name }) => name));
  const dropped = [...signed.keys()].filter((name) => !present.has(name));
  const found = files.flatMap((file) => alterationOf(file, signed, statement));
  return [...found, ...dropped.map((name) => ({ kind: "dropped" as const, name }))].sort(byName);
}

function alterationOf(
  file: PackageFile,
  signed: ReadonlyMap<string, string>,
  { predicate }: Statement,
): readonly Alteration[] {
  const { name, sha256, lines } = file;
  const expected = signed.get(name);
  if (expected === undefined) return [{ kind: "added", name }];
  if (expected === sha256) return [];
  const other = [...signed].find(([candidate, digest]) => digest === sha256 && candidate !== name)?.[0];
  if (other !== undefined) return [{ kind: "swapped", name, other }];
  return [{ kind: lines !== undefined && predicate.lines[name] === lines ? "re-ordered" : "changed", name }];
}

const byName = (one: Alteration, other: Alteration): number => (one.name < other.name ? -1 : 1);
