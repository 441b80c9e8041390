import { type KeyObject, sign, verify } from "node:crypto";
import { z } from "zod";

/** A signed payload: DSSE v1, https://github.com/secure-systems-lab/dsse (envelope.md, protocol.md). */
export interface DsseEnvelope {
  readonly payloadType: string;
  /** Base64. */
  readonly payload: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
}

const envelopeSchema = z.looseObject({
  payloadType: z.string(),
  payload: z.base64(),
  signatures: z.array(z.looseObject({ keyid: z.string(), sig: z.base64() })).min(1),
});

export interface Signer {
  readonly privateKey: KeyObject;
  readonly keyId: string;
}

export function signEnvelope(payload: Buffer, payloadType: string, { privateKey, keyId }: Signer): DsseEnvelope {
  const signature = sign(null, toSignedBytes(payload, payloadType), privateKey);
  return {
    payloadType,
    payload: payload.toString("base64"),
    signatures: [{ keyid: keyId, sig: signature.toString("base64") }],
  };
}

/** The envelope of a text; undefined where it is none. */
export function parseEnvelope(text: string): DsseEnvelope | undefined {
  try {
    return envelopeSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The bytes that were signed; read nothing of them before the signature is known to fit. */
export const payloadOf = ({ payload }: DsseEnvelope): Buffer => Buffer.from(payload, "base64");

/** Whether one of the envelope's signatures is the key's; `keyid` is a hint and proves nothing. */
export function isSignedBy(envelope: DsseEnvelope, publicKey: KeyObject): boolean {
  const signed = toSignedBytes(payloadOf(envelope), envelope.payloadType);
  return envelope.signatures.some(({ sig }) => verify(null, signed, publicKey, Buffer.from(sig, "base64")));
}

/** The pre-authentication encoding: type and payload with their lengths in octets, so that neither can run into the other. */
function toSignedBytes(payload: Buffer, payloadType: string): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}
