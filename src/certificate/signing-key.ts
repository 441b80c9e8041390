import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { readFile } from "node:fs/promises";
import { causeCode, StepproofError } from "../errors.ts";

export interface SigningKeyPair {
  /** PKCS #8, PEM. */
  readonly privatePem: string;
  /** SubjectPublicKeyInfo, PEM. */
  readonly publicPem: string;
  readonly keyId: string;
}

/** A new Ed25519 key pair (RFC 8032). */
export function createSigningKeyPair(): SigningKeyPair {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return {
    privatePem: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    publicPem: toPublicPem(publicKey),
    keyId: keyIdOf(publicKey),
  };
}

/** The SHA-256 thumbprint of the key as a JWK, base64url: RFC 7638 section 3, with the members of RFC 8037 section 2. */
export function keyIdOf(publicKey: KeyObject): string {
  const { x } = publicKey.export({ format: "jwk" });
  // The members in the order of their names, without a blank: that is what is hashed.
  return createHash("sha256").update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest("base64url");
}

export const toPublicPem = (key: KeyObject): string => key.export({ type: "spki", format: "pem" }).toString();

/** Throws KEY_UNREADABLE, and KEY_INVALID for what is no Ed25519 private key. */
export async function readPrivateKey(file: string): Promise<KeyObject> {
  return ed25519(file, "private", createPrivateKey, await readPem(file));
}

/** A public key, or the public half of a private one. Throws KEY_UNREADABLE and KEY_INVALID. */
export async function readPublicKey(file: string): Promise<KeyObject> {
  return ed25519(file, "public", createPublicKey, await readPem(file));
}

/** The key of a PEM text that is not a file of the user's; undefined for what is no Ed25519 public key. */
export function toPublicKey(pem: string): KeyObject | undefined {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === "ed25519" ? key : undefined;
  } catch {
    return undefined;
  }
}

function ed25519(file: string, half: "private" | "public", read: (pem: string) => KeyObject, pem: string): KeyObject {
  let key: KeyObject;
  try {
    key = read(pem);
  } catch {
    // The cause is left out: it may quote the key.
    throw invalidKey(file, `is no ${half} key in PEM`);
  }
  if (key.asymmetricKeyType !== "ed25519") throw invalidKey(file, `is a key of ${key.asymmetricKeyType}, not Ed25519`);
  return key;
}

async function readPem(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new StepproofError("KEY_UNREADABLE", `the key ${file} cannot be read (${causeCode(cause) ?? "unknown"})`, {
      hint: "Name a PEM file that you may read; stepproof keygen makes a pair.",
      attribution: "CONFIGURATION",
    });
  }
}

const invalidKey = (file: string, what: string): StepproofError =>
  new StepproofError("KEY_INVALID", `${file} ${what}`, {
    hint: "Name one half of a pair that stepproof keygen or openssl genpkey -algorithm ed25519 made.",
    attribution: "CONFIGURATION",
  });
