import {
  type CipherGCMTypes,
  constants,
  createCipheriv,
  createDecipheriv,
  createHash,
  generateKeyPair,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
} from "node:crypto";
import { promisify } from "node:util";
import { StepproofError } from "../errors.ts";
import { tolerant } from "./tolerance.ts";
import { type EncryptedPayload, type FundingAccount, fundingAccount } from "./tsp-d1.ts";

/** The recipient's key pair, and the name under which senders refer to it. */
export interface EnvelopeKeys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
  readonly fingerprint: string;
}

/** A fresh RSA-2048 pair, made off the main thread: it takes about a tenth of a second. */
export async function createEnvelopeKeys(): Promise<EnvelopeKeys> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  return { publicKey, privateKey, fingerprint: fingerprintOf(publicKey) };
}

/** SHA-256 of the key's SubjectPublicKeyInfo in DER, 64 hexadecimal digits. */
export function fingerprintOf(publicKey: KeyObject): string {
  const fingerprint = fingerprints.get(publicKey) ?? computeFingerprint(publicKey);
  fingerprints.set(publicKey, fingerprint);
  return fingerprint;
}

/** A key is named in every envelope sealed for it, and to write it out takes half as long as to seal one. */
const fingerprints = new WeakMap<KeyObject, string>();

const computeFingerprint = (publicKey: KeyObject): string =>
  createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest("hex");

/**
 * Seals a funding account for the holder of `publicKey`: a one-time AES-256-GCM key, wrapped with RSA-OAEP SHA-256.
 * Source: contract.md section 9, envelope.
 */
export function encryptFundingAccount(account: FundingAccount, publicKey: KeyObject): EncryptedPayload {
  const key = randomBytes(32);
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  const encryptedData = Buffer.concat([cipher.update(JSON.stringify(account), "utf8"), cipher.final()]);
  return {
    encryptedData: encryptedData.toString("hex"),
    publicKeyFingerprint: fingerprintOf(publicKey),
    encryptedKey: publicEncrypt(oaep(publicKey, "SHA256"), key).toString("hex"),
    oaepHashingAlgorithm: "SHA256",
    iv: iv.toString("hex"),
    algorithmCipherMode: "GCM",
    tag: cipher.getAuthTag().toString("hex"),
  };
}

/**
 * Opens an envelope: GCM or CBC, OAEP or (no `oaepHashingAlgorithm`) PKCS#1 v1.5, as the specification allows.
 * Throws CRYPTOGRAPHY_ERROR for a foreign fingerprint and whatever cannot be opened; it does not tell which step failed.
 */
export function decryptFundingAccount(
  payload: EncryptedPayload,
  keys: Pick<EnvelopeKeys, "privateKey" | "fingerprint">,
): FundingAccount {
  if (payload.publicKeyFingerprint.toLowerCase() !== keys.fingerprint) throw foreignKey();
  try {
    const plain = openPayload(payload, unwrapKey(payload, keys.privateKey));
    return tolerant(fundingAccount).parse(JSON.parse(plain.toString("utf8")));
  } catch {
    // The cause is dropped on purpose: a parser's message may quote the card.
    throw unopenable();
  }
}

const oaep = (key: KeyObject, hash: "SHA256" | "SHA512") => ({
  key,
  padding: constants.RSA_PKCS1_OAEP_PADDING,
  oaepHash: hash.toLowerCase(),
});

function unwrapKey({ encryptedKey, oaepHashingAlgorithm }: EncryptedPayload, privateKey: KeyObject): Buffer {
  const wrapped = Buffer.from(encryptedKey, "hex");
  if (oaepHashingAlgorithm) return privateDecrypt(oaep(privateKey, oaepHashingAlgorithm), wrapped);
  return unpad(privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, wrapped));
}

/**
 * Takes off PKCS#1 v1.5 padding: 00 02, eight or more non-zero octets, 00. By hand, as Node refuses to (CVE-2023-46809):
 * its timing could be measured. Test keys live for one run, so nothing can be won here.
 */
function unpad(block: Buffer): Buffer {
  const end = block.indexOf(0, 2);
  if (block.readUInt16BE(0) !== 2 || end < 10) throw unopenable();
  return block.subarray(end + 1);
}

function openPayload(payload: EncryptedPayload, key: Buffer): Buffer {
  const sealed = Buffer.from(payload.encryptedData, "hex");
  const iv = Buffer.from(payload.iv ?? "00".repeat(16), "hex");
  return cipherMode(payload) === "GCM" ? openGcm(payload, key, iv, sealed) : openCbc(key, iv, sealed);
}

/** The specification names no default: a tag only makes sense with GCM. */
const cipherMode = ({ algorithmCipherMode, tag }: EncryptedPayload): "GCM" | "CBC" =>
  algorithmCipherMode ?? (tag === undefined ? "CBC" : "GCM");

function openGcm({ tag, aad }: EncryptedPayload, key: Buffer, iv: Buffer, sealed: Buffer): Buffer {
  const algorithm = `aes-${key.length * 8}-gcm` as CipherGCMTypes;
  const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: 16 });
  decipher.setAuthTag(Buffer.from(tag ?? "", "hex"));
  if (aad) decipher.setAAD(Buffer.from(aad, "hex"));
  return Buffer.concat([decipher.update(sealed), decipher.final()]);
}

function openCbc(key: Buffer, iv: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, iv);
  return Buffer.concat([decipher.update(sealed), decipher.final()]);
}

const foreignKey = (): StepproofError =>
  new StepproofError("CRYPTOGRAPHY_ERROR", "the envelope was sealed for another key (publicKeyFingerprint)", {
    hint: "Seal it with the key that this recipient publishes now.",
    attribution: "CONFIGURATION",
  });

const unopenable = (): StepproofError =>
  new StepproofError("CRYPTOGRAPHY_ERROR", "the envelope cannot be opened, or holds no funding account", {
    hint: "Check key wrapping, cipher mode, iv and tag against contract.md section 9.",
    attribution: "IMPLEMENTATION",
  });
