import { type BrokenZone, belowHead, head } from "./zone-corpus.fixture.ts";

/** Data that named-checkzone 9.18 rejects, the code by which the reader does, and where: line:column, of another file with its name. */
export const brokenData: readonly BrokenZone[] = [
  {
    title: "no preference before the mail exchanger",
    source: belowHead`@ MX mail
`,
    code: "RDATA_MISSING",
    at: "4:6",
  },
  {
    title: "a preference that is no number",
    source: belowHead`@ MX ten mail
`,
    code: "NUMBER_INVALID",
    at: "4:6",
  },
  {
    title: "a preference that is too large",
    source: belowHead`@ MX 70000 mail
`,
    code: "NUMBER_INVALID",
    at: "4:6",
  },
  {
    title: "an IPv4 address with 256 in it",
    source: belowHead`a A 192.0.2.256
`,
    code: "ADDRESS_INVALID",
    at: "4:5",
  },
  {
    title: "an IPv4 address of three numbers",
    source: belowHead`a A 192.0.2
`,
    code: "ADDRESS_INVALID",
    at: "4:5",
  },
  {
    title: "an IPv4 address with a leading zero",
    source: belowHead`a A 192.0.2.010
`,
    code: "ADDRESS_INVALID",
    at: "4:5",
  },
  {
    title: "an address in quotes",
    source: belowHead`a A "192.0.2.1"
`,
    code: "QUOTES_MISPLACED",
    at: "4:5",
  },
  {
    title: "an IPv6 address with two gaps",
    source: belowHead`a AAAA 2001::db8::1
`,
    code: "ADDRESS_INVALID",
    at: "4:8",
  },
  {
    title: "an IPv6 address with an interface",
    source: belowHead`a AAAA fe80::1%eth0
`,
    code: "ADDRESS_INVALID",
    at: "4:8",
  },
  {
    title: "an IPv4 address where IPv6 belongs",
    source: belowHead`a AAAA 192.0.2.1
`,
    code: "ADDRESS_INVALID",
    at: "4:8",
  },
  {
    title: "two targets of an alias",
    source: belowHead`a CNAME b c
`,
    code: "RDATA_EXTRA",
    at: "4:11",
  },
  {
    title: "a target in quotes",
    source: belowHead`a CNAME "b"
`,
    code: "QUOTES_MISPLACED",
    at: "4:9",
  },
  {
    title: "an address record without an address",
    source: belowHead`a A
`,
    code: "RDATA_MISSING",
    at: "4:3",
  },
  {
    title: "a text record without a text",
    source: belowHead`a TXT
`,
    code: "RDATA_MISSING",
    at: "4:3",
  },
  {
    title: "a string of 256 octets",
    source: belowHead`a TXT "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
`,
    code: "STRING_TOO_LONG",
    at: "4:7",
  },
  {
    title: "an escape in a string that is none",
    source: belowHead`a TXT "\300"
`,
    code: "ESCAPE_INVALID",
    at: "4:7",
  },
  {
    title: "six values of an SOA",
    source: "@ 600 SOA ns1 hostmaster ( 1 2 3 4 )\n",
    code: "RDATA_MISSING",
    at: "1:34",
  },
  {
    title: "eight values of an SOA",
    source: "@ 600 SOA ns1 hostmaster ( 1 2 3 4 5 6 )\n",
    code: "RDATA_EXTRA",
    at: "1:38",
  },
  {
    title: "a serial with a unit",
    source: "@ 600 SOA ns1 hostmaster 1h 2 3 4 5\n",
    code: "NUMBER_INVALID",
    at: "1:26",
  },
  {
    title: "a serial of 33 bits",
    source: "@ 600 SOA ns1 hostmaster 4294967296 2 3 4 5\n",
    code: "NUMBER_INVALID",
    at: "1:26",
  },
  {
    title: "a second SOA",
    source: belowHead`@ SOA ns2 hostmaster 2 2 3 4 5
`,
    code: "SOA_TWICE",
    at: "4:1",
  },
  {
    title: "an SOA below the zone",
    source: belowHead`a SOA ns2 hostmaster 2 2 3 4 5
`,
    code: "SOA_NOT_AT_APEX",
    at: "4:1",
  },
  {
    title: "octets that are too few",
    source: belowHead`a A \# 4 C00002
`,
    code: "RDATA_INVALID",
    at: "4:8",
  },
  {
    title: "octets that are too few for the type",
    source: belowHead`a A \# 3 C00002
`,
    code: "RDATA_INVALID",
    at: "4:5",
  },
  {
    title: "octets that are too many for the type",
    source: belowHead`a A \# 5 C000020100
`,
    code: "RDATA_INVALID",
    at: "4:5",
  },
  {
    title: "octets that are no hexadecimal number",
    source: belowHead`a A \# 4 C00002zz
`,
    code: "RDATA_INVALID",
    at: "4:8",
  },
  {
    title: "octets of a name that goes on",
    source: belowHead`a MX \# 6 000a 046d616c
`,
    code: "RDATA_INVALID",
    at: "4:6",
  },
  {
    title: "a tag with a hyphen",
    source: belowHead`a CAA 0 is-sue "x"
`,
    code: "RDATA_INVALID",
    at: "4:9",
  },
  {
    title: "flags of nine bits",
    source: belowHead`a CAA 256 issue "x"
`,
    code: "NUMBER_INVALID",
    at: "4:7",
  },
  {
    title: "a service without a port",
    source: belowHead`a SRV 1 2 mail
`,
    code: "RDATA_MISSING",
    at: "4:11",
  },
  {
    title: "one of two strings",
    source: belowHead`a HINFO "VM"
`,
    code: "RDATA_MISSING",
    at: "4:9",
  },
  { title: "a blank that does not break", source: `${head}a\u00a0A 192.0.2.1\n`, code: "TYPE_UNKNOWN", at: "4:5" },
  {
    title: "a byte order mark before a directive",
    source: "\ufeff$TTL 1h\n@ SOA ns1 hostmaster 1 2 3 4 5\n@ NS ns1.provider.test.\n",
    code: "BYTE_ORDER_MARK",
    at: "1:1",
  },
];
