import { createPublicKey, type KeyObject } from "node:crypto";
import { toPublished } from "../mail-auth/dkim-key.ts";
import { parseTags, type Tag, tagValue } from "../mail-auth/tag-list.ts";

/** A DKIM key record, read. RFC 6376 section 3.6.1. */
export interface DkimKey {
  readonly tags: readonly Tag[];
  /** In lower case; "rsa" where the record is silent. */
  readonly type: string;
  /** As published, without white space. */
  readonly value: string | undefined;
  /** An RSA key as RFC 6376 wants it published, whichever form it stands in. */
  readonly canonical?: string;
  /** Modulus bits of an RSA key. */
  readonly bits?: number;
  readonly isTest: boolean;
  readonly isStrict: boolean;
  /** Why no signature can be verified with it. */
  readonly fault?: string;
}

export function parseDkimKey(text: string): DkimKey {
  const tags = parseTags(text);
  const flags = (tagValue(tags, "t") ?? "").toLowerCase().split(/\s*:\s*/);
  const type = (tagValue(tags, "k") ?? "rsa").toLowerCase();
  const value = tagValue(tags, "p")?.replace(/\s/g, "");
  const key = type === "rsa" ? readRsaKey(value ?? "") : undefined;
  const bits = key?.asymmetricKeyDetails?.modulusLength;
  const fault = shapeFault(tags) ?? keyFault(type, value, bits) ?? useFault(tags);
  return {
    tags,
    type,
    value,
    isTest: flags.includes("y"),
    isStrict: flags.includes("s"),
    ...(bits !== undefined && { bits }),
    ...(key && { canonical: toPublished(key) }),
    ...(fault !== undefined && { fault }),
  };
}

/** What is not DKIM1, where a version is stated first or last, is no key. */
function shapeFault(tags: readonly Tag[]): string | undefined {
  const version = tags.findIndex(({ name }) => name.toLowerCase() === "v");
  if (version > 0) return "v=DKIM1 does not come first";
  if (version === 0 && tags[0]?.value !== "DKIM1") return `its version is "${tags[0]?.value}", not DKIM1`;
  const [untagged] = tags.filter(({ name }) => name === "");
  if (untagged) return `"${untagged.value.slice(0, 40)}" is no tag`;
  const twice = tags.find(({ name }, at) => tags.findIndex((tag) => tag.name === name) !== at);
  return twice && `the tag ${twice.name}= stands twice`;
}

function keyFault(type: string, value: string | undefined, bits: number | undefined): string | undefined {
  if (value === undefined) return "it has no p= tag";
  if (value === "") return "its p= is empty: the key is revoked";
  if (type !== "rsa" && type !== "ed25519") return `its key type is "${type}", which nobody verifies`;
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return "its p= is not base64";
  if (type === "ed25519")
    return Buffer.from(value, "base64").length === 32 ? undefined : "its p= is no Ed25519 key of 32 octets";
  return bits === undefined ? "its p= is no RSA public key" : undefined;
}

function useFault(tags: readonly Tag[]): string | undefined {
  const words = (name: string) =>
    tagValue(tags, name)
      ?.toLowerCase()
      .split(/\s*:\s*/);
  const [hashes, services] = [words("h"), words("s")];
  if (hashes && !hashes.includes("sha256")) return "its h= leaves sha256 out, the only hash that is allowed";
  if (services && !services.includes("*") && !services.includes("email")) return "its s= leaves e-mail out";
  return undefined;
}

/** RFC 6376 publishes a SubjectPublicKeyInfo, and receivers also take the bare RSAPublicKey. */
function readRsaKey(value: string): KeyObject | undefined {
  const der = Buffer.from(value, "base64");
  for (const type of ["spki", "pkcs1"] as const) {
    try {
      return createPublicKey({ key: der, format: "der", type });
    } catch {
      // Not in this form.
    }
  }
  return undefined;
}
