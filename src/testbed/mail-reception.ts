import type { DnsServer } from "../../simulators/dns-server/start-dns-server.ts";
import type { ReceptionOptions } from "../../simulators/mail-server/reception.ts";
import type { DnsSource } from "../dns/dns-source.ts";
import { createNetworkSource, type NetworkSource } from "../dns/network-source.ts";
import { parseResolverAddress } from "../dns/resolver-address.ts";
import { readZoneFile } from "../dns/zone-file.ts";
import { createEgress } from "../egress.ts";
import { senderAddress } from "../mail-auth/mail-identity.ts";
import type { Receiver } from "../mail-auth/receivers.ts";

/** How a bed's mail server looks at who sends. */
export interface MailReception {
  /** By whose rules mail is refused or filed as junk; default: nobody's, all is taken and noted. */
  readonly receivers?: readonly Receiver[];
  /** A zone file that the bed's name server has from the start. */
  readonly zone?: { readonly file: string; readonly origin: string };
  /** Address of a resolver, asked for what the bed's name server has no zone for; default: nothing else is there. */
  readonly resolver?: string;
  /** The address that D1 and the issuer backend of the bed hand mail over from, as SPF is to see it. */
  readonly senderAddress?: string;
  /** The one of everybody else; default: one that is nobody's. */
  readonly othersAddress?: string;
}

/** As the bed's own senders greet. */
export const greetings = { d1: "d1.stepproof.test", issuerBackend: "issuer-backend.stepproof.test" } as const;

/** Of a block that is kept for documentation (RFC 5737): it sends no mail. */
const stranger = "203.0.113.99";

/** Time for one question, ms: a name server of this machine answers at once, or never. */
const timeoutMs = 1_000;

/** What the mail server asks, over the wire, and how to end that. Throws ZONE_UNREADABLE, RESOLVER_INVALID. */
export async function openReception(
  dns: DnsServer,
  given: MailReception,
): Promise<{ readonly reception: ReceptionOptions; close(): void }> {
  const { receivers = [], zone, resolver, othersAddress = stranger } = given;
  if (zone !== undefined) dns.setZone((await readZoneFile(zone.file, { origin: zone.origin })).zone);
  const own = createNetworkSource({ host: dns.host, port: dns.port, timeoutMs, attempts: 1 });
  const other = resolver === undefined ? undefined : toNetwork(resolver);
  const known: readonly string[] = Object.values(greetings);
  const isPublished = (domain: string) => other !== undefined || dns.covers(domain);
  return {
    reception: {
      source: inTurn(dns, own, other),
      enforce: receivers,
      addressOf: (helo) => (known.includes(helo) ? (given.senderAddress ?? senderAddress) : othersAddress),
      isPublished,
    },
    close() {
      own.close();
      other?.close();
    },
  };
}

/** Nobody is asked for a name that cannot be there: most mail of a bed is of domains without a zone. */
const inTurn = (dns: DnsServer, own: NetworkSource, other: NetworkSource | undefined): DnsSource => ({
  async lookup(name, type) {
    if (dns.covers(name.toLowerCase().replace(/\.$/, ""))) return own.lookup(name, type);
    return other ? other.lookup(name, type) : { status: "NXDOMAIN", records: [] };
  },
});

function toNetwork(address: string): NetworkSource {
  const { host, port } = parseResolverAddress(address);
  // Whoever names a resolver allows it.
  return createNetworkSource({ host, port, egress: createEgress([host]), timeoutMs, attempts: 1 });
}
