import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { createSigningKeyPair } from "../certificate/signing-key.ts";
import { causeCode, StepproofError } from "../errors.ts";
import type { Site } from "./site.ts";

/**
 * Writes `stepproof.key`, for its owner's eyes alone, and `stepproof.pub`. Returns 0. Throws KEY_EXISTS and
 * KEY_UNWRITABLE; a key that is there is never replaced.
 */
export async function keygen(folder: string, { cwd, terminal }: Site): Promise<number> {
  const { privatePem, publicPem, keyId } = createSigningKeyPair();
  const place = (name: string) => path.join(path.resolve(cwd, folder), name);
  await writeNew(place("stepproof.key"), privatePem, 0o600);
  await writeNew(place("stepproof.pub"), publicPem, 0o644);
  terminal.print(
    [
      "stepproof.key   signs: keep it secret, and out of version control",
      "stepproof.pub   verifies: hand it to whoever shall trust your certificates",
      `key id          ${keyId}`,
      "",
    ].join("\n"),
  );
  return 0;
}

async function writeNew(file: string, pem: string, mode: number): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, pem, { mode, flag: "wx" });
  } catch (cause) {
    throw causeCode(cause) === "EEXIST" ? keyExists(file) : unwritable(file, cause);
  }
}

const keyExists = (file: string): StepproofError =>
  new StepproofError("KEY_EXISTS", `${file} is there already`, {
    hint: "Name another folder: whatever the old key signed could no longer be verified.",
    attribution: "CONFIGURATION",
  });

const unwritable = (file: string, cause: unknown): StepproofError =>
  new StepproofError("KEY_UNWRITABLE", `${file} cannot be written (${causeCode(cause) ?? "unknown"})`, {
    hint: "Name a folder that can be written.",
    attribution: "ENVIRONMENT",
    cause,
  });
