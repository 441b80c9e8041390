import { type BrokenZone, belowHead, head } from "./zone-corpus.fixture.ts";

/** Words, names and directives that named-checkzone 9.18 rejects, the code by which the reader does, and where: line:column, of another file with its name. */
export const brokenLines: readonly BrokenZone[] = [
  {
    title: "a quote that is not closed",
    source: belowHead`a TXT "v=spf1 -all
b A 192.0.2.1
`,
    code: "QUOTE_NOT_CLOSED",
    at: "4:7",
  },
  {
    title: "a quote that is not closed at the end",
    source: `${head}a TXT "v=spf1 -all`,
    code: "QUOTE_NOT_CLOSED",
    at: "4:7",
  },
  {
    title: "a parenthesis that is not closed",
    source: belowHead`a TXT ( "one"
b A 192.0.2.1
`,
    code: "PARENTHESIS_NOT_CLOSED",
    at: "4:7",
  },
  {
    title: "a parenthesis that was not open",
    source: belowHead`a A 192.0.2.1
b A 192.0.2.2 )
`,
    code: "PARENTHESIS_NOT_OPENED",
    at: "5:15",
  },
  {
    title: "TEXT for TXT",
    source: belowHead`a TEXT "v=spf1 -all"
`,
    code: "TYPE_UNKNOWN",
    at: "4:3",
  },
  {
    title: "a type in quotes",
    source: belowHead`a "A" 192.0.2.1
`,
    code: "TYPE_UNKNOWN",
    at: "4:3",
  },
  {
    title: "a type that is one of queries",
    source: belowHead`a ANY
b AXFR x
`,
    code: "TYPE_META",
    at: "4:3",
  },
  {
    title: "a type of queries by number",
    source: belowHead`a TYPE252 \# 0
`,
    code: "TYPE_META",
    at: "4:3",
  },
  {
    title: "an unknown type in words",
    source: belowHead`a TYPE65280 abc
`,
    code: "RDATA_MISSING",
    at: "4:13",
  },
  {
    title: "a type number that is too large",
    source: belowHead`a TYPE65536 \# 0
`,
    code: "TYPE_UNKNOWN",
    at: "4:3",
  },
  {
    title: "no type",
    source: belowHead`a 300 IN
`,
    code: "TYPE_MISSING",
    at: "4:7",
  },
  {
    title: "an owner alone",
    source: belowHead`a
`,
    code: "TYPE_MISSING",
    at: "4:1",
  },
  {
    title: "a directive that is indented",
    source: belowHead`  $TTL 2h
`,
    code: "TYPE_UNKNOWN",
    at: "4:3",
  },
  {
    title: "a label of 64 octets",
    source: belowHead`aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa A 192.0.2.1
`,
    code: "LABEL_TOO_LONG",
    at: "4:1",
  },
  {
    title: "a name of 256 octets",
    source: belowHead`aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb A 192.0.2.2
`,
    code: "NAME_TOO_LONG",
    at: "4:1",
  },
  {
    title: "nothing between two dots",
    source: belowHead`a..b A 192.0.2.1
`,
    code: "LABEL_EMPTY",
    at: "4:1",
  },
  {
    title: "a dot before a name",
    source: belowHead`.a A 192.0.2.1
`,
    code: "LABEL_EMPTY",
    at: "4:1",
  },
  {
    title: "an escape in a name that is none",
    source: belowHead`a\256 A 192.0.2.1
`,
    code: "ESCAPE_INVALID",
    at: "4:1",
  },
  {
    title: "an escape of two digits",
    source: belowHead`a\25 A 192.0.2.1
`,
    code: "ESCAPE_INVALID",
    at: "4:1",
  },
  {
    title: "no time to live anywhere",
    source: `@ IN NS ns1.provider.test.
@ IN SOA ns1 hostmaster 1 2 3 4 5
`,
    code: "TTL_MISSING",
    at: "1:1",
  },
  {
    title: "a first record without an owner",
    source: "  600 IN SOA ns1 hostmaster 1 2 3 4 5\n",
    code: "OWNER_MISSING",
    at: "1:1",
  },
  {
    title: "the class of another network",
    source: belowHead`a CH A 192.0.2.1
`,
    code: "CLASS_REFUSED",
    at: "4:3",
  },
  {
    title: "the class twice",
    source: belowHead`a IN IN A 192.0.2.1
`,
    code: "TYPE_UNKNOWN",
    at: "4:6",
  },
  {
    title: "a time with a number too many",
    source: belowHead`a 1h30 A 192.0.2.1
`,
    code: "TYPE_UNKNOWN",
    at: "4:3",
  },
  {
    title: "a directive that nobody knows",
    source: belowHead`$FOO x
`,
    code: "DIRECTIVE_UNKNOWN",
    at: "4:1",
  },
  {
    title: "a $TTL without a time",
    source: belowHead`$TTL
`,
    code: "DIRECTIVE_INCOMPLETE",
    at: "4:1",
  },
  {
    title: "a $TTL of two times",
    source: belowHead`$TTL 1h 2h
`,
    code: "DIRECTIVE_INCOMPLETE",
    at: "4:9",
  },
  {
    title: "a $TTL that is no time",
    source: belowHead`$TTL soon
`,
    code: "TTL_INVALID",
    at: "4:6",
  },
  {
    title: "an $ORIGIN without a name",
    source: belowHead`$ORIGIN ; here
`,
    code: "DIRECTIVE_INCOMPLETE",
    at: "4:1",
  },
  {
    title: "an $ORIGIN of two names",
    source: belowHead`$ORIGIN a b
`,
    code: "DIRECTIVE_INCOMPLETE",
    at: "4:11",
  },
  {
    title: "an $INCLUDE without a file",
    source: belowHead`$INCLUDE
`,
    code: "DIRECTIVE_INCOMPLETE",
    at: "4:1",
  },
  {
    title: "an $INCLUDE of a file that is not there",
    source: belowHead`$INCLUDE none.zone
`,
    code: "INCLUDE_UNREADABLE",
    at: "4:10",
  },
  {
    title: "an $INCLUDE of a file with a fault",
    source: belowHead`$INCLUDE bad.zone
`,
    files: { "bad.zone": "a A 192.0.2.1\nb A 192.0.2\n" },
    code: "ADDRESS_INVALID",
    at: "bad.zone:2:5",
  },
];
