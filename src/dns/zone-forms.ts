/**
 * How one value of a record is written. `strings`, `hex` and `words` take all that is left, at least one.
 * `words` are kept as they are written: their types are read, and judged by nobody here.
 */
export type Form =
  | "ipv4"
  | "ipv6"
  | "name"
  | "u8"
  | "u16"
  | "u32"
  | "ttl"
  | "tag"
  | "string"
  | "strings"
  | "hex"
  | "words";

const forms: Readonly<Record<string, readonly Form[]>> = {
  A: ["ipv4"],
  AAAA: ["ipv6"],
  AFSDB: ["u16", "name"],
  CAA: ["u8", "tag", "string"],
  CNAME: ["name"],
  DNAME: ["name"],
  HINFO: ["string", "string"],
  KX: ["u16", "name"],
  MX: ["u16", "name"],
  NAPTR: ["u16", "u16", "string", "string", "string", "name"],
  NS: ["name"],
  PTR: ["name"],
  RP: ["name", "name"],
  SMIMEA: ["u8", "u8", "u8", "hex"],
  SOA: ["name", "name", "u32", "ttl", "ttl", "ttl", "ttl"],
  SPF: ["strings"],
  SRV: ["u16", "u16", "u16", "name"],
  SSHFP: ["u8", "u8", "hex"],
  TLSA: ["u8", "u8", "u8", "hex"],
  TXT: ["strings"],
  URI: ["u16", "u16", "string"],
};

/** The values of a record of this type, in their order. RFC 1035 section 3.3 and the types' own RFCs. */
export const formsOf = (type: string): readonly Form[] =>
  (Object.hasOwn(forms, type) ? forms[type] : undefined) ?? ["words"];

/** Whether the last octets of the wire format are text without a length (CAA, URI). RFC 8659 section 4.1, RFC 7553. */
export const hasBareEnd = (type: string): boolean => type === "CAA" || type === "URI";
