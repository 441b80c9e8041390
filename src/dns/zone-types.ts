/** The types of records that a zone may hold, with their numbers. IANA, "Domain Name System (DNS) Parameters". */
const numbers: Readonly<Record<string, number>> = {
  A: 1,
  NS: 2,
  MD: 3,
  MF: 4,
  CNAME: 5,
  SOA: 6,
  MB: 7,
  MG: 8,
  MR: 9,
  NULL: 10,
  WKS: 11,
  PTR: 12,
  HINFO: 13,
  MINFO: 14,
  MX: 15,
  TXT: 16,
  RP: 17,
  AFSDB: 18,
  X25: 19,
  ISDN: 20,
  RT: 21,
  NSAP: 22,
  "NSAP-PTR": 23,
  SIG: 24,
  KEY: 25,
  PX: 26,
  GPOS: 27,
  AAAA: 28,
  LOC: 29,
  NXT: 30,
  EID: 31,
  NIMLOC: 32,
  SRV: 33,
  ATMA: 34,
  NAPTR: 35,
  KX: 36,
  CERT: 37,
  A6: 38,
  DNAME: 39,
  SINK: 40,
  APL: 42,
  DS: 43,
  SSHFP: 44,
  IPSECKEY: 45,
  RRSIG: 46,
  NSEC: 47,
  DNSKEY: 48,
  DHCID: 49,
  NSEC3: 50,
  NSEC3PARAM: 51,
  TLSA: 52,
  SMIMEA: 53,
  HIP: 55,
  NINFO: 56,
  RKEY: 57,
  TALINK: 58,
  CDS: 59,
  CDNSKEY: 60,
  OPENPGPKEY: 61,
  CSYNC: 62,
  ZONEMD: 63,
  SVCB: 64,
  HTTPS: 65,
  SPF: 99,
  NID: 104,
  L32: 105,
  L64: 106,
  LP: 107,
  EUI48: 108,
  EUI64: 109,
  URI: 256,
  CAA: 257,
  AVC: 258,
  DOA: 259,
  AMTRELAY: 260,
  TA: 32768,
  DLV: 32769,
};

/** Types of queries and of messages: no record of a zone has them. */
const metaNames = ["OPT", "TKEY", "TSIG", "IXFR", "AXFR", "MAILB", "MAILA", "ANY"];

const namesByNumber = new Map(Object.entries(numbers).map(([name, number]) => [number, name]));

/** What people write who think of what the record is for. */
const meant: Readonly<Record<string, string>> = {
  TEXT: "TXT",
  DKIM: "TXT",
  DMARC: "TXT",
  BIMI: "TXT",
  IP: "A",
  MAIL: "MX",
};

/** The type's name in capitals (`TYPE257` is CAA, RFC 3597), or undefined when there is no such type. */
export function toTypeName(text: string): string | undefined {
  const name = text.toUpperCase();
  if (Object.hasOwn(numbers, name)) return name;
  if (!/^TYPE\d{1,5}$/.test(name)) return undefined;
  const number = Number(name.slice("TYPE".length));
  return number <= 65_535 ? (namesByNumber.get(number) ?? `TYPE${number}`) : undefined;
}

/** The number of a type that {@link toTypeName} named; undefined for another name. */
export function toTypeNumber(name: string): number | undefined {
  if (Object.hasOwn(numbers, name)) return numbers[name];
  return /^TYPE\d{1,5}$/.test(name) ? Number(name.slice("TYPE".length)) : undefined;
}

/** Whether it is a type of query or message: 0, 41 and 128 to 255 by number. RFC 6895 section 3.1. */
export function isMetaType(text: string): boolean {
  const name = text.toUpperCase();
  if (metaNames.includes(name)) return true;
  const number = /^TYPE\d{1,5}$/.test(name) ? Number(name.slice("TYPE".length)) : 1;
  return number === 0 || number === 41 || (number >= 128 && number <= 255);
}

/** The type that was most likely meant, if one is near. */
export function suggestType(text: string): string | undefined {
  const name = text.toUpperCase();
  if (meant[name] !== undefined) return meant[name];
  if (name.length < 2 || name.length > 10) return undefined;
  const near = ["TXT", "CNAME", "MX", "NS", "SOA", "AAAA", "PTR", "SRV", "CAA", "TLSA", "DNAME"];
  return near.find((known) => isOneSlipFrom(name, known));
}

/** One letter more, less, other, or two swapped. */
function isOneSlipFrom(typed: string, known: string): boolean {
  let start = 0;
  while (start < known.length && typed[start] === known[start]) start += 1;
  const typedRest = typed.slice(start);
  const knownRest = known.slice(start);
  const swapped = `${knownRest.charAt(1)}${knownRest.charAt(0)}${knownRest.slice(2)}`;
  return (
    typedRest.slice(1) === knownRest ||
    typedRest === knownRest.slice(1) ||
    typedRest.slice(1) === knownRest.slice(1) ||
    typedRest === swapped
  );
}
