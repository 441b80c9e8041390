/** The octets of `192.0.2.1`. */
export const toIpv4Octets = (address: string): Uint8Array => Uint8Array.from(address.split("."), Number);

/** The octets of an IPv6 address in any of its spellings. Throws when it is none. */
export function toIpv6Octets(address: string): Uint8Array {
  const [before = "", after] = shorten(address).split("::");
  const front = toGroups(before);
  const back = toGroups(after ?? "");
  const zeros = Array<number>(8 - front.length - back.length).fill(0);
  return Uint8Array.from([...front, ...zeros, ...back].flatMap((group) => [group >> 8, group & 0xff]));
}

/** The shortest spelling of 16 octets, in lower case. RFC 5952. */
export const fromIpv6Octets = (octets: Buffer): string =>
  shorten(Array.from({ length: 8 }, (_, at) => octets.readUInt16BE(2 * at).toString(16)).join(":"));

/** URLs know how the shortest spelling goes. */
const shorten = (address: string): string => new URL(`http://[${address}]/`).hostname.slice(1, -1);

const toGroups = (part: string): readonly number[] =>
  part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16));
