import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { StepproofError } from "../errors.ts";
import { type Backend, bindBackend } from "./bind-backend.ts";
import { checkConsistency } from "./consistency.ts";
import { type Fault, runFileInvalid } from "./fault.ts";
import { type Environment, fillVariables, missing } from "./references.ts";
import { type RunFileSettings, runFileSchema } from "./schema.ts";
import { toFaults } from "./schema-faults.ts";
import { type Sketch, sketchOf } from "./sketch.ts";
import { parseWritten, type WrittenDocument } from "./written-document.ts";

/** One issuer to certify: plan and configuration of a run, checked. Durations are in ms, paths absolute. */
export interface RunFile extends Omit<RunFileSettings, "backend"> {
  /** Absolute. */
  readonly path: string;
  /** SHA-256 of the file as it is on disk, hexadecimal. */
  readonly digest: string;
  readonly backend: Backend;
}

export interface LoadRunFileOptions {
  /** Where `${NAME}` is looked up. */
  readonly env: Environment;
}

/**
 * Reads a run file and everything it refers to.
 * Throws RUN_FILE_UNREADABLE, and RUN_FILE_INVALID with one line for every mistake.
 */
export async function loadRunFile(path: string, { env }: LoadRunFileOptions): Promise<RunFile> {
  const absolute = resolve(path);
  const source = await readSource(absolute);
  const written = parseWritten(source);
  const { settings, backend, faults } = await judge(written, dirname(absolute), env);
  if (settings === undefined || backend === undefined || faults.length > 0) {
    throw runFileInvalid(path, faults, ({ path: at, place }) => place ?? written.placeOf(at));
  }
  const digest = createHash("sha256").update(source).digest("hex");
  return { ...withAbsolutePaths(settings, dirname(absolute)), backend, path: absolute, digest };
}

interface Judged {
  readonly settings: RunFileSettings | undefined;
  readonly backend: Backend | undefined;
  readonly faults: readonly Fault[];
}

/** Everything that can be wrong, found at once: one mistake must not hide another. */
async function judge(written: WrittenDocument, folder: string, env: Environment): Promise<Judged> {
  if (!written.isReadable) return { settings: undefined, backend: undefined, faults: written.faults };
  const filled = fillVariables(written.tree, env);
  const parsed = runFileSchema.safeParse(filled.tree);
  const bound = await bindBackend(filled.tree, folder);
  const faults = [
    ...written.faults,
    ...filled.faults,
    ...bound.faults,
    ...(parsed.success ? [] : toFaults(parsed.error, written)),
    ...(await missingPaths(filled.tree, folder)),
    ...checkConsistency(filled.tree),
  ];
  return { settings: parsed.data, backend: bound.backend, faults: oneAPlace(faults) };
}

/** The first that is said of a key counts: an unset variable is no bad URL as well. */
function oneAPlace(faults: readonly Fault[]): readonly Fault[] {
  const seen = new Set<string>();
  return faults.filter(({ path, place }) => {
    const key = JSON.stringify(place ?? path);
    return !seen.has(key) && seen.add(key);
  });
}

/** What a run file names must be there before anything is started. */
async function missingPaths(tree: unknown, folder: string): Promise<readonly Fault[]> {
  const { templates, mail, dns } = sketchOf(tree);
  return [
    ...(await missingAt(["templates", "folder"], { given: templates.folder, folder, kind: "folder" })),
    ...(await missingAt(["mail", "zone"], { given: mail.zone, folder, kind: "file" })),
    ...(await missingAt(["dns", "records"], { given: dns.records, folder, kind: "file" })),
    ...(await missingKeys(dns.keys, folder)),
  ];
}

async function missingKeys(keys: Sketch["dns"]["keys"], folder: string): Promise<readonly Fault[]> {
  const missing = Object.entries(keys).map(([selector, given]) =>
    missingAt(["dns", "keys", selector], { given, folder, kind: "file" }),
  );
  return (await Promise.all(missing)).flat();
}

async function missingAt(
  path: readonly string[],
  {
    given,
    folder,
    kind,
  }: { readonly given: string | undefined; readonly folder: string; readonly kind: "file" | "folder" },
): Promise<readonly Fault[]> {
  const complaint = given === undefined ? undefined : await missing(given, folder, kind);
  return complaint === undefined ? [] : [{ path, complaint }];
}

function withAbsolutePaths({ templates, mail, dns, ...rest }: RunFileSettings, folder: string): RunFileSettings {
  return {
    ...rest,
    templates: { ...templates, folder: resolve(folder, templates.folder) },
    mail: { ...mail, ...(mail.zone !== undefined && { zone: resolve(folder, mail.zone) }) },
    dns: {
      ...dns,
      ...(dns.records !== undefined && { records: resolve(folder, dns.records) }),
      ...(dns.keys && { keys: withAbsoluteFiles(dns.keys, folder) }),
    },
  };
}

const withAbsoluteFiles = (files: Readonly<Record<string, string>>, folder: string): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([name, file]) => [name, resolve(folder, file)]));

async function readSource(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new StepproofError("RUN_FILE_UNREADABLE", `cannot read the run file ${path}`, {
      hint: "Name a file that exists; stepproof init DIR writes one to start from.",
      attribution: "CONFIGURATION",
      cause,
    });
  }
}
