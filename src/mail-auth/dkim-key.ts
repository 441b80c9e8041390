import { generateKeyPairSync, type KeyObject } from "node:crypto";

/** A DKIM key pair: what signs, and the text of the record that publishes it. Source: RFC 6376 §3.6.1, RFC 8463 §4. */
export interface DkimKey {
  readonly privateKey: KeyObject;
  /** `v=DKIM1; k=…; p=…`: the content of the TXT record at `<selector>._domainkey.<domain>`. */
  readonly record: string;
}

/** How long an RSA key is to be, or that it is to be an Ed25519 key. */
export type DkimKeyForm = { readonly bits: number } | { readonly curve: "ed25519" };

/** Makes a key; one of RSA takes about 100 ms. */
export function createDkimKey(form: DkimKeyForm = { bits: 2048 }): DkimKey {
  return "bits" in form ? createRsaKey(form.bits) : createEd25519Key();
}

function createRsaKey(modulusLength: number): DkimKey {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength });
  return { privateKey, record: `v=DKIM1; k=rsa; p=${toPublished(publicKey)}` };
}

function createEd25519Key(): DkimKey {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return { privateKey, record: `v=DKIM1; k=ed25519; p=${toPublished(publicKey)}` };
}

/** p= of a public key: of one of Ed25519 the key alone, 32 octets, which are the last ones of its DER form. */
export function toPublished(publicKey: KeyObject): string {
  const der = publicKey.export({ type: "spki", format: "der" });
  return (publicKey.asymmetricKeyType === "ed25519" ? der.subarray(-32) : der).toString("base64");
}
