import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { readFile } from "node:fs/promises";
import { causeCode, StepproofError } from "../errors.ts";

/** A key of a DKIM selector, from a PEM file. */
export interface KeyFile {
  readonly publicKey: KeyObject;
  /** Missing where the file holds the public half alone. */
  readonly privateKey?: KeyObject;
}

/** Throws DKIM_KEY_UNREADABLE. */
export async function readKeyFile(file: string): Promise<KeyFile> {
  const pem = await readFile(file, "utf8").catch((error) => {
    throw unreadable(`${file} cannot be read (${causeCode(error) ?? "unknown"})`, error);
  });
  try {
    const publicKey = createPublicKey(pem);
    return pem.includes("PRIVATE KEY") ? { publicKey, privateKey: createPrivateKey(pem) } : { publicKey };
  } catch (error) {
    throw unreadable(`${file} holds no key that can be read`, error);
  }
}

const unreadable = (message: string, cause: unknown): StepproofError =>
  new StepproofError("DKIM_KEY_UNREADABLE", message, {
    hint: "Name a PEM file with an RSA key without a password, or let --new-key FILE make one.",
    attribution: "CONFIGURATION",
    cause,
  });
