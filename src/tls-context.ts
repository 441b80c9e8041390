import { createSecureContext, type SecureContext, type SecureContextOptions } from "node:tls";

/** What makes one context differ from another here. */
export type ContextSettings = Pick<
  SecureContextOptions,
  "key" | "cert" | "ca" | "minVersion" | "maxVersion" | "ciphers"
>;

/** A run knows a few identities; a program that makes ever new ones must not keep them all. */
const MOST_KEPT = 64;

const kept = new Map<string, SecureContext>();

/**
 * A TLS context, the same for the same settings: to read key, certificate and authorities again takes as long as the
 * rest of a handshake. Throws what Node says of a key, a certificate or a cipher list that it cannot read.
 */
export function secureContextOf({ key, cert, ca, minVersion, maxVersion, ciphers }: ContextSettings): SecureContext {
  const settings = { key, cert, ca, minVersion, maxVersion, ciphers };
  const name = JSON.stringify(settings);
  const context = kept.get(name) ?? createSecureContext(settings);
  kept.delete(name);
  kept.set(name, context);
  if (kept.size > MOST_KEPT) forgetOldest();
  return context;
}

function forgetOldest(): void {
  const [oldest] = kept.keys();
  if (oldest !== undefined) kept.delete(oldest);
}
