import { constants } from "node:fs";
import { access, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { StepproofError } from "../errors.ts";
import type { TlsIdentity } from "../http.ts";
import { createAuthority } from "../pki.ts";
import type { Site } from "./site.ts";

/**
 * Writes a test PKI for an issuer backend and the D1 that calls it, good for 30 days, for loopback only. Returns 0.
 * Throws PKI_EXISTS, before anything is written, where one of the files is there already.
 */
export async function pki(folder: string, site: Site): Promise<number> {
  const target = path.resolve(site.cwd, folder);
  const files = await issueFiles();
  for (const { name } of files) await refuseExisting(path.join(target, name));
  await mkdir(target, { recursive: true });
  // `wx` as well: a file that came in between is not ours to replace.
  for (const { name, pem, mode } of files) await writeFile(path.join(target, name), pem, { mode, flag: "wx" });
  site.terminal.print(files.map(({ name, purpose }) => `${name.padEnd(16)} ${purpose}\n`).join(""));
  return 0;
}

interface PemFile {
  readonly name: string;
  readonly pem: string;
  readonly purpose: string;
  readonly mode: number;
}

/** Certificates may be read by anyone, a key by its owner alone. */
const PUBLIC = 0o644;
const PRIVATE = 0o600;

async function issueFiles(): Promise<readonly PemFile[]> {
  const [authority, stranger] = await Promise.all([
    createAuthority("Stepproof test authority"),
    createAuthority("Foreign authority"),
  ]);
  const [issuer, d1, foreign] = await Promise.all([
    authority.issue({ commonName: "issuer backend" }),
    authority.issue({ commonName: "d1" }),
    stranger.issue({ commonName: "d1" }),
  ]);
  return [
    { name: "ca.pem", pem: authority.caPem, purpose: "the authority that both sides trust", mode: PUBLIC },
    ...pairOf("issuer", issuer, "of the issuer backend, for 127.0.0.1 and localhost"),
    ...pairOf("d1", d1, "that D1 shows the issuer backend"),
    ...pairOf("foreign-d1", foreign, "of an authority that the issuer backend must refuse"),
  ];
}

const pairOf = (name: string, { cert, key }: TlsIdentity, whose: string): readonly PemFile[] => [
  { name: `${name}.pem`, pem: cert, purpose: `the certificate ${whose}`, mode: PUBLIC },
  { name: `${name}.key`, pem: key, purpose: `the key of ${name}.pem`, mode: PRIVATE },
];

async function refuseExisting(file: string): Promise<void> {
  const exists = await access(file, constants.F_OK).then(
    () => true,
    () => false,
  );
  if (!exists) return;
  throw new StepproofError("PKI_EXISTS", `${file} is there already`, {
    hint: "Name another folder, or remove the old certificates and keys first.",
    attribution: "CONFIGURATION",
  });
}
