/**
 * The address under which a mailbox is filed and asked for: the domain in lower case, the local part as it is.
 * Source: RFC 5321 §2.4 (domains compare without case, a local part belongs to its host alone).
 */
export function toMailbox(address: string): string {
  const at = address.lastIndexOf("@");
  return at < 0 ? address : address.slice(0, at) + address.slice(at).toLowerCase();
}
