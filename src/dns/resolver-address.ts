import { isIP } from "node:net";
import { StepproofError } from "../errors.ts";

/** Where a name server listens. */
export interface ResolverAddress {
  /** An address, an IPv6 one without brackets, or a host's name. */
  readonly host: string;
  readonly port: number;
}

/** The port of DNS. RFC 1035 section 4.2. */
export const dnsPort = 53;

/**
 * A resolver as people write it: `192.0.2.53`, `192.0.2.53:5353`, `[2001:db8::53]`, `[2001:db8::53]:5353`,
 * `2001:db8::53`, `resolver.meridale.example:53`. Throws RESOLVER_INVALID.
 */
export function parseResolverAddress(text: string): ResolverAddress {
  const bare = isIP(text) === 6 ? { host: text, port: undefined } : split(text);
  const port = Number(bare?.port ?? dnsPort);
  if (bare === undefined || port < 1 || port > 65_535) throw invalid(text);
  return { host: bare.host, port };
}

function split(text: string) {
  const [, inBrackets, plain, port] = /^(?:\[([^\]]*)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  if (inBrackets !== undefined) return isIP(inBrackets) === 6 ? { host: inBrackets, port } : undefined;
  return plain !== undefined && isHost(plain) ? { host: plain, port } : undefined;
}

/** An IPv4 address, or a name that is not all digits and dots, which would be an address with a slip. */
const isHost = (text: string): boolean =>
  isIP(text) === 4 || (/^[\w-]+(\.[\w-]+)*\.?$/.test(text) && !/^[\d.]+$/.test(text) && text.length <= 254);

const invalid = (text: string): StepproofError =>
  new StepproofError("RESOLVER_INVALID", `"${text}" is not the address of a resolver`, {
    hint: "Write an address or a name, with a port if it is not 53: 192.0.2.53, [2001:db8::53]:5353.",
    attribution: "CONFIGURATION",
  });
