import type { DnsSource } from "../dns/dns-source.ts";
import { toMailauthResolver } from "../dns/resolver-function.ts";

/**
 * How SPF ends for mail with this domain in its envelope that comes from this address, as a receiver evaluates it:
 * pass, fail, softfail, neutral, none, permerror or temperror.
 */
export async function evaluateSpf(source: DnsSource, domain: string, address: string): Promise<string> {
  // Loaded here: nobody else waits for it.
  const { spf } = await import("mailauth/lib/spf/index.js");
  const { status } = await spf({
    resolver: toMailauthResolver(source),
    ip: address,
    sender: `postmaster@${domain}`,
    helo: domain,
    mta: "receiver.example",
  });
  return typeof status === "string" ? status : status.result;
}
