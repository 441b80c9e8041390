import { belowHead, type GoodZone, lines } from "./zone-corpus.fixture.ts";

/** Names, in zones that named-checkzone 9.18 accepts, and the records that it makes of them (without those of the head). */
export const names: readonly GoodZone[] = [
  {
    title: "wildcards, and a star that is none for its place",
    source: belowHead`* A 192.0.2.1
*.sub TXT "any"
x.*.sub TXT "literal"
\*.esc TXT "a wildcard, too"
`,
    records: lines`
*.email.meridale.example. 3600 IN A 192.0.2.1
*.esc.email.meridale.example. 3600 IN TXT "a wildcard, too"
*.sub.email.meridale.example. 3600 IN TXT "any"
x.*.sub.email.meridale.example. 3600 IN TXT "literal"
`,
  },
  {
    title: "dots and other characters that are escaped in names",
    source: belowHead`card\.services TXT "one label"
a\065b TXT "aAb"
sp\032ace TXT "blank"
q\"uote TXT "quote"
semi\;colon TXT "semicolon"
p\(aren\) TXT "parentheses"
dol\$lar TXT "dollar"
back\\slash TXT "backslash"
\$TTL TXT "no directive"
`,
    records: lines`
\$ttl.email.meridale.example. 3600 IN TXT "no directive"
aab.email.meridale.example. 3600 IN TXT "aAb"
back\\slash.email.meridale.example. 3600 IN TXT "backslash"
card\.services.email.meridale.example. 3600 IN TXT "one label"
dol\$lar.email.meridale.example. 3600 IN TXT "dollar"
p\(aren\).email.meridale.example. 3600 IN TXT "parentheses"
q\"uote.email.meridale.example. 3600 IN TXT "quote"
semi\;colon.email.meridale.example. 3600 IN TXT "semicolon"
sp\032ace.email.meridale.example. 3600 IN TXT "blank"
`,
  },
  {
    title: "a quoted owner",
    source: belowHead`"a b" TXT "one"
"c" TXT "two"
`,
    records: lines`
a\032b.email.meridale.example. 3600 IN TXT "one"
c.email.meridale.example. 3600 IN TXT "two"
`,
  },
  {
    title: "underscores and A-labels",
    source: belowHead`_dmarc.xn--mridale-bya TXT "v=DMARC1; p=none"
_spf._x_ TXT "y"
xn--mridale-bya A 192.0.2.1
`,
    records: lines`
_dmarc.xn--mridale-bya.email.meridale.example. 3600 IN TXT "v=DMARC1; p=none"
_spf._x_.email.meridale.example. 3600 IN TXT "y"
xn--mridale-bya.email.meridale.example. 3600 IN A 192.0.2.1
`,
  },
  {
    title: "names in UTF-8, as bytes",
    source: belowHead`méridale TXT "one"
m\195\169ridale.x TXT "two"
`,
    records: lines`
m\195\169ridale.email.meridale.example. 3600 IN TXT "one"
m\195\169ridale.x.email.meridale.example. 3600 IN TXT "two"
`,
  },
  {
    title: "capitals in names",
    source: belowHead`WWW A 192.0.2.1
www.Sub A 192.0.2.2
Alias CNAME WWW.Email.Meridale.Example.
`,
    records: lines`
alias.email.meridale.example. 3600 IN CNAME www.email.meridale.example.
www.email.meridale.example. 3600 IN A 192.0.2.1
www.sub.email.meridale.example. 3600 IN A 192.0.2.2
`,
  },
  {
    title: "a label of 63 octets, a name of 255",
    source: belowHead`aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa A 192.0.2.1
aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb A 192.0.2.2
`,
    records: lines`
aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.email.meridale.example. 3600 IN A 192.0.2.2
aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.email.meridale.example. 3600 IN A 192.0.2.1
`,
  },
  {
    title: "IPv6 in all its forms",
    source: belowHead`a AAAA 2001:DB8:0:0:0:0:0:1
b AAAA 2001:db8::
c AAAA ::1
d AAAA 2001:db8:0:1::192.0.2.1
e AAAA 2001:0db8:0000:0000:0001:0000:0000:0001
`,
    records: lines`
a.email.meridale.example. 3600 IN AAAA 2001:db8::1
b.email.meridale.example. 3600 IN AAAA 2001:db8::
c.email.meridale.example. 3600 IN AAAA ::1
d.email.meridale.example. 3600 IN AAAA 2001:db8:0:1::c000:201
e.email.meridale.example. 3600 IN AAAA 2001:db8::1:0:0:1
`,
  },
  {
    title: "names handed to other servers, with their addresses",
    source: belowHead`sub NS ns.sub
    NS ns2.provider.test.
ns.sub A 192.0.2.53
`,
    records: lines`
ns.sub.email.meridale.example. 3600 IN A 192.0.2.53
sub.email.meridale.example. 3600 IN NS ns.sub.email.meridale.example.
sub.email.meridale.example. 3600 IN NS ns2.provider.test.
`,
  },
  {
    title: "a subtree that is moved",
    source: belowHead`old DNAME new.meridale.example.
`,
    records: lines`
old.email.meridale.example. 3600 IN DNAME new.meridale.example.
`,
  },
  {
    title: "a target that is an address is a name, too",
    source: belowHead`@ MX 10 192.0.2.1
`,
    records: lines`
email.meridale.example. 3600 IN MX 10 192.0.2.1.email.meridale.example.
`,
  },
];
