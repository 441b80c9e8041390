import type { KeyObject } from "node:crypto";
import { createPublicKey } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import canonicalize from "canonicalize";
import { type DsseEnvelope, signEnvelope } from "./dsse-envelope.ts";
import { CERTIFICATE_FOLDER, ENVELOPE_FILE, PUBLIC_KEY_FILE, readPackageFiles } from "./package-files.ts";
import { keyIdOf, toPublicPem } from "./signing-key.ts";
import { type Conclusions, PAYLOAD_TYPE, toStatement } from "./statement.ts";

/**
 * Signs a run's folder as it lies there: `certificate/envelope.json` and the public key beside it. Whoever changes a
 * file afterwards has to sign again. Throws PACKAGE_UNREADABLE. Returns the id of the key.
 */
export async function signPackage(folder: string, conclusions: Conclusions, privateKey: KeyObject): Promise<string> {
  const files = await readPackageFiles(folder);
  const publicKey = createPublicKey(privateKey);
  const keyId = keyIdOf(publicKey);
  const payload = Buffer.from(canonicalize(toStatement(files, conclusions)) ?? "");
  const envelope = signEnvelope(payload, PAYLOAD_TYPE, { privateKey, keyId });
  await writeCertificate(path.join(folder, CERTIFICATE_FOLDER), envelope, publicKey);
  return keyId;
}

async function writeCertificate(folder: string, envelope: DsseEnvelope, publicKey: KeyObject): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, ENVELOPE_FILE), `${JSON.stringify(envelope)}\n`);
  await writeFile(path.join(folder, PUBLIC_KEY_FILE), toPublicPem(publicKey));
}
