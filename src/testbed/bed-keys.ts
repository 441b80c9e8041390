import { createEnvelopeKeys, type EnvelopeKeys } from "../contract/mdes-envelope.ts";
import type { TlsIdentity } from "../http.ts";

/** What the systems of a test bed show each other and trust. */
export interface BedKeys {
  /** Of D1, for what the TSP seals; still being made while the first systems start. */
  readonly envelope: Promise<EnvelopeKeys>;
  /** The authority behind every certificate but the foreign one; PEM. */
  readonly caPem: string;
  /** The certificate of a system, the same whenever it is asked for. */
  readonly identityOf: (commonName: string) => Promise<TlsIdentity>;
  /** D1's name, under an authority that nobody trusts. */
  readonly foreign: TlsIdentity;
}

let made: Promise<BedKeys> | undefined;

/** The keys of this process: one bed after the other may have them, for making them takes longer than all else in a start. */
export function bedKeys(): Promise<BedKeys> {
  made ??= createBedKeys();
  return made;
}

async function createBedKeys(): Promise<BedKeys> {
  // On another thread: all that a first bed does meanwhile costs no time.
  const envelope = createEnvelopeKeys();
  // Loaded here: few processes need it.
  const { createAuthority } = await import("../pki.ts");
  const [authority, stranger] = await Promise.all([
    createAuthority("Stepproof test bed"),
    createAuthority("Foreign authority"),
  ]);
  const identities = new Map<string, Promise<TlsIdentity>>();
  const identityOf = (commonName: string): Promise<TlsIdentity> => {
    const identity = identities.get(commonName) ?? authority.issue({ commonName });
    identities.set(commonName, identity);
    return identity;
  };
  return { envelope, caPem: authority.caPem, identityOf, foreign: await stranger.issue({ commonName: "d1" }) };
}
