/** The bare addresses of an address header, or of an envelope; display names, comments and groups are dropped. Source: RFC 5322 §3.4. */
export function readAddresses(header: string): readonly string[] {
  const bare = header.replace(/\((?:[^()\\]|\\.)*\)/g, "");
  const mailboxes = bare.match(/(?:"(?:[^"\\]|\\.)*"|<[^>]*>|[^,;"<])+/g) ?? [];
  return mailboxes.map(toAddress).filter((address) => address !== "");
}

/** Whether two addresses are one mailbox: the domain in any case, the local part to the letter. Source: RFC 5321 §2.4. */
export function sameAddress(one: string, other: string): boolean {
  const [first, second] = [split(one), split(other)];
  return first.local === second.local && first.domain === second.domain;
}

/** The domain in lower case; empty when there is none. */
export const domainOf = (address: string): string => split(address).domain;

function toAddress(mailbox: string): string {
  const inAngles = /<([^>]*)>\s*$/.exec(mailbox);
  return (inAngles?.[1] ?? mailbox.replace(/^.*:/, "")).trim();
}

function split(address: string): { readonly local: string; readonly domain: string } {
  const bare = address.trim().replace(/^<|>$/g, "");
  const at = bare.lastIndexOf("@");
  return at < 0 ? { local: bare, domain: "" } : { local: bare.slice(0, at), domain: bare.slice(at + 1).toLowerCase() };
}
