import { d1IssuerPaths } from "../contract/d1-issuer.ts";
import type { TlsIdentity } from "../http.ts";
import type { Fault } from "./fault.ts";
import { type ReadReference, readPem, readSecret } from "./references.ts";
import { EMBEDDED, runFileSchema } from "./schema.ts";

/** How D1 calls a real issuer backend; every secret and certificate is read. */
export interface RealBackend {
  readonly kind: "real";
  /** Without a slash at its end. */
  readonly url: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope?: string;
  readonly identity: TlsIdentity;
}

export type Backend = RealBackend | { readonly kind: "embedded" };

export interface BoundBackend {
  readonly backend: Backend | undefined;
  readonly faults: readonly Fault[];
}

/** Reads what the section `backend` refers to. A section that is wrong in itself is left to the schema. */
export async function bindBackend(tree: unknown, folder: string): Promise<BoundBackend> {
  const { data: section } = runFileSchema.pick({ backend: true }).strip().safeParse(tree);
  if (section === undefined) return { backend: undefined, faults: [] };
  const { url, tokenUrl, scope, ...referring } = section.backend;
  if (url === EMBEDDED) return { backend: { kind: "embedded" }, faults: [] };
  const read = await readAll(referring, folder);
  if ("faults" in read) return { backend: undefined, faults: read.faults };
  const { clientId, clientSecret, key, cert, ca } = read;
  const base = url.replace(/\/+$/, "");
  const backend = {
    kind: "real" as const,
    url: base,
    tokenUrl: tokenUrl ?? base + d1IssuerPaths.token,
    clientId,
    clientSecret,
    identity: { key, cert, ca },
    ...(scope !== undefined && { scope }),
  };
  return { backend, faults: [] };
}

type Read = Pick<RealBackend, "clientId" | "clientSecret"> & TlsIdentity;

interface Referring {
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly clientCertificate?: string;
  readonly clientKey?: string;
  readonly ca?: string;
}

async function readAll(given: Referring, folder: string): Promise<Read | { readonly faults: readonly Fault[] }> {
  const [clientId, clientSecret, cert, key, ca] = await Promise.all([
    reading(given.clientId, (path) => readSecret(path, folder)),
    reading(given.clientSecret, (path) => readSecret(path, folder)),
    reading(given.clientCertificate, (path) => readPem(path, folder)),
    reading(given.clientKey, (path) => readPem(path, folder)),
    reading(given.ca, (path) => readPem(path, folder)),
  ]);
  const read = { clientId, clientSecret, clientCertificate: cert, clientKey: key, ca };
  const faults = Object.entries(read).flatMap(([name, { fault }]) =>
    fault === undefined ? [] : [{ path: ["backend", name], complaint: fault }],
  );
  if (faults.length > 0) return { faults };
  return {
    clientId: clientId.text ?? "",
    clientSecret: clientSecret.text ?? "",
    cert: cert.text ?? "",
    key: key.text ?? "",
    ca: ca.text ?? "",
  };
}

async function reading(
  given: string | undefined,
  read: (given: string) => Promise<ReadReference>,
): Promise<ReadReference> {
  return given === undefined ? { fault: "found nothing, expected it: a real backend needs it" } : read(given);
}
