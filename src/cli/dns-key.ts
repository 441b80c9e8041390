import { generateKeyPair } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { causeCode, StepproofError } from "../errors.ts";
import { toPublished } from "../mail-auth/dkim-key.ts";
import { readKeyFile } from "../mail-auth/key-file.ts";

/** Bits of an RSA key: what RFC 8301 section 3.2 asks signers for. */
const keyBits = 2048;

/**
 * The public half of an RSA key in a PEM file, private or public, base64 of its SubjectPublicKeyInfo. Throws
 * DKIM_KEY_UNREADABLE and DKIM_KEY_UNFIT.
 */
export async function readPublicKey(file: string): Promise<string> {
  const { publicKey: key } = await readKeyFile(file);
  const bits = key.asymmetricKeyDetails?.modulusLength;
  if (key.asymmetricKeyType !== "rsa") throw unfit(`the key in ${file} is ${key.asymmetricKeyType}, not RSA`);
  if (bits === undefined || bits < keyBits) throw unfit(`the key in ${file} has ${bits} bits, under ${keyBits}`);
  return toPublished(key);
}

/** Makes an RSA key; its private half goes to nobody. */
export const placeholderKey = async (): Promise<string> => toPublished((await makePair()).publicKey);

/** Makes an RSA key, writes its private half for the owner alone, and gives back the public one. Throws DKIM_KEY_EXISTS. */
export async function writeNewKey(file: string): Promise<string> {
  const { publicKey, privateKey } = await makePair();
  const pem = privateKey.export({ type: "pkcs8", format: "pem" });
  // `wx`: a key that is there may be in use.
  await writeFile(file, pem, { mode: 0o600, flag: "wx" }).catch((error) => {
    throw unwritable(file, error);
  });
  return toPublished(publicKey);
}

const makePair = () => promisify(generateKeyPair)("rsa", { modulusLength: keyBits });

const unfit = (message: string): StepproofError =>
  new StepproofError("DKIM_KEY_UNFIT", message, {
    hint: `Sign with an RSA key of ${keyBits} bits; --new-key FILE makes one.`,
    attribution: "CONFIGURATION",
  });

function unwritable(file: string, cause: unknown): StepproofError {
  const exists = causeCode(cause) === "EEXIST";
  const what = exists ? "is there already" : `cannot be written (${causeCode(cause) ?? "unknown"})`;
  return new StepproofError(exists ? "DKIM_KEY_EXISTS" : "DKIM_KEY_UNWRITABLE", `${file} ${what}`, {
    hint: exists ? "Name another file, or use that key with --key." : "Name a file in a folder that you may write to.",
    attribution: "CONFIGURATION",
    cause,
  });
}
