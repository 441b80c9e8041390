import { createHash, createPrivateKey, type KeyObject, sign } from "node:crypto";
import type { EpochMs } from "../clock.ts";
import { relaxBody, relaxField } from "./canonical-form.ts";
import { fieldName, splitMail } from "./header-fields.ts";

/** Who signs a mail, and how. All but the first three is for mutants: what is left out is done right. */
export interface MailSigning {
  /** d= */
  readonly domain: string;
  /** s= */
  readonly selector: string;
  /** A key, or its PEM. */
  readonly privateKey: KeyObject | string;
  /** Default: by the key, with SHA-256. */
  readonly algorithm?: "rsa-sha1";
  /** Headers that are signed, in lower case; one named once more than it occurs cannot be added later. */
  readonly signedHeaders?: readonly string[];
  /** l=: how many octets of the body are signed. */
  readonly bodyLength?: number;
  /** x= as seconds after t=. */
  readonly lifetimeS?: number;
}

/** The headers of a step-up mail; From, Subject and To once more than they occur (RFC 6376 §8.15). */
const usualHeaders = [
  ...["from", "from", "to", "to", "subject", "subject", "date", "message-id", "mime-version", "content-type"],
  "content-transfer-encoding",
];

/**
 * The mail with a DKIM signature before its first header; relaxed/relaxed.
 * Source: RFC 6376 §3.5 to §3.7 and §5, RFC 8463 §3 for Ed25519.
 */
export function signMail(raw: Buffer, signing: MailSigning, { now }: { readonly now: EpochMs }): Buffer {
  const { fields, body } = splitMail(raw);
  const key = typeof signing.privateKey === "string" ? createPrivateKey(signing.privateKey) : signing.privateKey;
  const algorithm = signing.algorithm ?? (key.asymmetricKeyType === "ed25519" ? "ed25519-sha256" : "rsa-sha256");
  const hash = algorithm === "rsa-sha1" ? "sha1" : "sha256";
  const names = signing.signedHeaders ?? usualHeaders;
  const bodyHash = createHash(hash).update(signedBody(body, signing), "latin1").digest("base64");
  const unsigned = unsignedField(signing, { algorithm, names, bodyHash, signedAt: Math.floor(now / 1000) });
  const signedText = [...pickFields(fields, names).map(relaxField), relaxField(unsigned)].join("\r\n");
  const signature = signText(Buffer.from(signedText, "latin1"), key, hash);
  return Buffer.concat([Buffer.from(`${unsigned}${fold(signature)}\r\n`), raw]);
}

const signedBody = (body: string, { bodyLength }: MailSigning): string => relaxBody(body).slice(0, bodyLength);

interface SignatureParts {
  readonly algorithm: string;
  readonly names: readonly string[];
  readonly bodyHash: string;
  /** Seconds. */
  readonly signedAt: number;
}

function unsignedField(signing: MailSigning, { algorithm, names, bodyHash, signedAt }: SignatureParts): string {
  const { domain, selector, bodyLength, lifetimeS } = signing;
  const tags = [
    `v=1; a=${algorithm}; c=relaxed/relaxed; d=${domain}; s=${selector}`,
    `t=${signedAt}${lifetimeS === undefined ? "" : `; x=${signedAt + lifetimeS}`}`,
    ...(bodyLength === undefined ? [] : [`l=${bodyLength}`]),
    `h=${names.join(":\r\n ")}`,
    `bh=${bodyHash}`,
    "b=",
  ];
  return `DKIM-Signature: ${tags.join(";\r\n ")}`;
}

/** For each name the last field that was not taken yet; none for one name too many. Source: RFC 6376 §5.4.2. */
function pickFields(fields: readonly string[], names: readonly string[]): readonly string[] {
  const left = [...fields];
  return names.flatMap((name) => {
    const index = left.findLastIndex((field) => fieldName(field) === name);
    return index < 0 ? [] : left.splice(index, 1);
  });
}

function signText(text: Buffer, key: KeyObject, hash: "sha1" | "sha256"): string {
  if (key.asymmetricKeyType !== "ed25519") return sign(hash, text, key).toString("base64");
  return sign(null, createHash(hash).update(text).digest(), key).toString("base64");
}

/** Lines of 72 characters. */
const fold = (text: string): string => (text.match(/.{1,72}/g) ?? []).map((line) => `\r\n ${line}`).join("");
