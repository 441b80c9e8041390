import { belowHead, type DifferentZone } from "./zone-corpus.fixture.ts";

/** Where the reader differs from named-checkzone 9.18, on purpose. */
export const different: readonly DifferentZone[] = [
  {
    title: "$GENERATE",
    source: belowHead`$GENERATE 1-2 h$ A 192.0.2.$
`,
    bind: "accepts",
    code: "GENERATE_REFUSED",
    why: "It is BIND's own; what it makes has no line to point at.",
  },
  {
    title: "a time to live of 32 bits",
    source: belowHead`a 3000000000 A 192.0.2.1
`,
    bind: "accepts",
    code: "TTL_INVALID",
    why: "RFC 2181 section 8; BIND takes it as 0 and says so in its log only.",
  },
  {
    title: "a $TTL of 32 bits",
    source: belowHead`$TTL 3000000000
a A 192.0.2.1
`,
    bind: "accepts",
    code: "TTL_INVALID",
    why: "RFC 2181 section 8; BIND takes it as 0 and says so in its log only.",
  },
  {
    title: "a byte order mark before a name",
    source:
      "\ufeffemail.meridale.example. 3600 IN SOA ns1.provider.test. hostmaster 1 2 3 4 5\nemail.meridale.example. 3600 NS ns1.provider.test.\n",
    bind: "rejects",
    code: "BYTE_ORDER_MARK",
    why: "BIND takes it as part of the name, and then misses the SOA.",
  },
  {
    title: "a byte order mark before another name",
    source: belowHead`$INCLUDE mark.zone
`,
    files: { "mark.zone": '\ufeffa TXT "x"\n' },
    bind: "accepts",
    code: "BYTE_ORDER_MARK",
    why: "BIND publishes the mark as part of the name.",
  },
  {
    title: "a record twice",
    source: belowHead`a A 192.0.2.1
a A 192.0.2.1
`,
    bind: "accepts",
    why: "Both are kept with their places; a source of answers gives one.",
  },
  {
    title: "two times to live of one set",
    source: belowHead`a A 192.0.2.1
a 5 A 192.0.2.2
`,
    bind: "accepts",
    why: "Both are kept, so that DZ-19 sees them; BIND takes the first.",
  },
  {
    title: "a record of another zone",
    source: belowHead`mail.other.example. A 192.0.2.1
a A 192.0.2.2
`,
    bind: "accepts",
    why: "It is kept with a warning; BIND leaves it out.",
  },
  {
    title: "an alias beside other data",
    source: belowHead`a CNAME b
a TXT "x"
`,
    bind: "rejects",
    why: "DZ-17 judges it.",
  },
  {
    title: "two aliases of one name",
    source: belowHead`a CNAME b
a CNAME c
`,
    bind: "rejects",
    why: "DZ-17 judges it.",
  },
  {
    title: "no SOA and no NS",
    source: `$TTL 1h
a A 192.0.2.1
`,
    bind: "rejects",
    why: "A fragment to paste has none.",
  },
  {
    title: "no NS",
    source: `$TTL 1h
@ SOA ns1 hostmaster 1 2 3 4 5
`,
    bind: "rejects",
    why: "A fragment to paste has none.",
  },
  {
    title: "data of a type that are not looked into",
    source: belowHead`a DS here and there
`,
    bind: "rejects",
    why: "No rule of mail asks for it.",
  },
  {
    title: "a fingerprint that is too short",
    source: belowHead`a SSHFP 4 2 abcd
`,
    bind: "rejects",
    why: "No rule of mail asks for it.",
  },
  {
    title: "a label that begins with an escaped bracket",
    source: belowHead`\[a TXT "x"
`,
    bind: "rejects",
    why: "A binary label is obsolete (RFC 6891 section 5); it is read as text.",
  },
  {
    title: "a file that includes itself",
    source: belowHead`$INCLUDE zone
`,
    bind: "hangs",
    code: "INCLUDE_LOOP",
    why: "BIND goes on until it has no more files.",
  },
];
