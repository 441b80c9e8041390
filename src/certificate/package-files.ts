import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { causeCode, StepproofError } from "../errors.ts";

/** One file of a package, as the certificate knows it. */
export interface PackageFile {
  /** Relative to the package, with forward slashes. */
  readonly name: string;
  /** SHA-256, hexadecimal. */
  readonly sha256: string;
  /** Octets. */
  readonly size: number;
  /** Of a file that is read line by line: what stays the same when its lines change places. */
  readonly lines?: string;
}

/** Where a package keeps its certificate. */
export const CERTIFICATE_FOLDER = "certificate";
export const ENVELOPE_FILE = "envelope.json";
export const PUBLIC_KEY_FILE = "public-key.pem";

/** What cannot vouch for itself; anything else in the certificate's folder is a file like any other. */
const unsigned = new Set([ENVELOPE_FILE, PUBLIC_KEY_FILE].map((name) => `${CERTIFICATE_FOLDER}/${name}`));

/** Files looked at side by side: enough to keep the disk busy, few enough for any limit on open files. */
const FILES_AT_ONCE = 32;

/**
 * Every file below a folder but the certificate's own, by name. Links are not followed: what they point at is not in the
 * package. Throws PACKAGE_UNREADABLE.
 */
export async function readPackageFiles(folder: string): Promise<readonly PackageFile[]> {
  const names = (await namesIn(folder)).filter((name) => !unsigned.has(name)).sort();
  const files: PackageFile[] = [];
  for (let next = 0; next < names.length; next += FILES_AT_ONCE) {
    const batch = names.slice(next, next + FILES_AT_ONCE);
    files.push(...(await Promise.all(batch.map((name) => readPackageFile(folder, name)))));
  }
  return files;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch((error) => {
    throw unreadable(folder, error);
  });
  const strange = entries.find((entry) => !entry.isFile() && !entry.isDirectory());
  if (strange) throw unreadable(path.join(strange.parentPath, strange.name), new Error("neither a file nor a folder"));
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)).split(path.sep).join("/"));
}

async function readPackageFile(folder: string, name: string): Promise<PackageFile> {
  const octets = await readFile(path.join(folder, name)).catch((error) => {
    throw unreadable(path.join(folder, name), error);
  });
  const file = { name, sha256: digestOf(octets), size: octets.length };
  return name.endsWith(".ndjson") ? { ...file, lines: digestOfLines(octets.toString("utf8")) } : file;
}

const digestOf = (octets: Buffer | string): string => createHash("sha256").update(octets).digest("hex");

/** The digest of the sorted lines: equal for the same lines in any order. */
const digestOfLines = (text: string): string => digestOf(text.split("\n").sort().join("\n"));

function unreadable(place: string, cause: unknown): StepproofError {
  const why = causeCode(cause) ?? (cause instanceof Error ? cause.message : "unknown");
  return new StepproofError("PACKAGE_UNREADABLE", `${place} cannot be read (${why})`, {
    hint: "Name the folder of a run, like reports/latest, with nothing but files and folders in it.",
    attribution: "CONFIGURATION",
    cause,
  });
}
