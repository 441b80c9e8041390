import type { KeyObject } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { causeCode, StepproofError } from "../errors.ts";
import { type Alteration, findAlterations } from "./altered-files.ts";
import { type DsseEnvelope, isSignedBy, parseEnvelope, payloadOf } from "./dsse-envelope.ts";
import { CERTIFICATE_FOLDER, ENVELOPE_FILE, PUBLIC_KEY_FILE, readPackageFiles } from "./package-files.ts";
import { keyIdOf, toPublicKey } from "./signing-key.ts";
import { PAYLOAD_TYPE, parseStatement, type Statement } from "./statement.ts";

/**
 * What became of a verification. `untrusted`: nothing was altered since somebody signed it, but nobody the verifier
 * trusts did.
 */
export interface Verification {
  readonly outcome: "verified" | "untrusted" | "refused";
  /** One line each, naming the part; empty unless refused. */
  readonly faults: readonly string[];
  /** Of the key whose signature fits. */
  readonly keyId?: string;
  /** Only once its signature fits: nothing else may be believed. */
  readonly statement?: Statement;
}

export interface Trust {
  /** Public keys whose holders may vouch for a run. */
  readonly keys: readonly KeyObject[];
  readonly now: Date;
}

/**
 * Verifies a run's folder against its certificate, without any network. Throws PACKAGE_UNREADABLE, and
 * CERTIFICATE_MISSING where there is none.
 */
export async function verifyPackage(folder: string, { keys, now }: Trust): Promise<Verification> {
  const envelope = parseEnvelope(await readPart(folder, ENVELOPE_FILE));
  if (!envelope) return refusedFor([`${CERTIFICATE_FOLDER}/${ENVELOPE_FILE}: it is no DSSE envelope`]);
  const trusted = keys.find((key) => isSignedBy(envelope, key));
  const signer = trusted ?? (await ownKey(folder, envelope));
  if (!signer) {
    return refusedFor([
      `${CERTIFICATE_FOLDER}/${ENVELOPE_FILE}: no signature fits; the statement was altered, or another key signed it`,
    ]);
  }
  const statement = readStatement(envelope);
  if (typeof statement === "string") return refusedFor([`${CERTIFICATE_FOLDER}/${ENVELOPE_FILE}: ${statement}`]);
  const alterations = findAlterations(await readPackageFiles(folder), statement);
  const faults = [...alterations.map(describe), ...lifeFaults(statement, now)];
  const intact = trusted ? "verified" : "untrusted";
  return { outcome: faults.length > 0 ? "refused" : intact, faults, keyId: keyIdOf(signer), statement };
}

const refusedFor = (faults: readonly string[]): Verification => ({ outcome: "refused", faults });

/** The key that lies in the package says nothing of who signed, only that nobody changed it since. */
async function ownKey(folder: string, envelope: DsseEnvelope): Promise<KeyObject | undefined> {
  const key = toPublicKey(await readPart(folder, PUBLIC_KEY_FILE));
  return key && isSignedBy(envelope, key) ? key : undefined;
}

function readStatement(envelope: DsseEnvelope): Statement | string {
  if (envelope.payloadType !== PAYLOAD_TYPE)
    return `its payload is "${envelope.payloadType}", not an in-toto statement`;
  const read = parseStatement(payloadOf(envelope));
  return "statement" in read ? read.statement : `its statement is of another kind or version (${read.fault})`;
}

async function readPart(folder: string, name: string): Promise<string> {
  const file = path.join(folder, CERTIFICATE_FOLDER, name);
  return readFile(file, "utf8").catch((cause) => {
    throw new StepproofError("CERTIFICATE_MISSING", `${file} cannot be read (${causeCode(cause) ?? "unknown"})`, {
      hint: "Name the folder of a run that was signed: stepproof sign DIR.",
      attribution: "CONFIGURATION",
      cause,
    });
  });
}

const ways: Readonly<Record<Alteration["kind"], string>> = {
  changed: "it was changed",
  "re-ordered": "its lines are in another order",
  swapped: "it holds what belongs elsewhere:",
  dropped: "it is missing",
  added: "it was added",
};

const describe = ({ kind, name, other }: Alteration): string =>
  `${name}: ${ways[kind]}${other === undefined ? "" : ` ${other}`}`;

/** Clocks of two machines may differ by so much. */
const MOST_AHEAD_MS = 5 * 60_000;

function lifeFaults({ predicate: { signedAt, expiresAt } }: Statement, now: Date): readonly string[] {
  const ahead = Date.parse(signedAt) - now.getTime();
  if (ahead > MOST_AHEAD_MS)
    return [`the certificate: it says that it was signed at ${signedAt}, which is still to come`];
  return new Date(expiresAt) < now ? [`the certificate: it expired at ${expiresAt}`] : [];
}
