import { belowHead, type GoodZone, lines } from "./zone-corpus.fixture.ts";

/** Origins, times and files that carry over, in zones that named-checkzone 9.18 accepts, and the records that it makes of them (without those of the head). */
export const origins: readonly GoodZone[] = [
  {
    title: "a reverse zone",
    source: `$TTL 3600
@ SOA ns1.provider.test. hostmaster.meridale.example. 1 2 3 4 5
  NS ns1.provider.test.
25 PTR mail.email.meridale.example.
26 IN PTR d1-out.email.meridale.example.
`,
    origin: "2.0.192.in-addr.arpa",
    records: lines`
2.0.192.in-addr.arpa. 3600 IN NS ns1.provider.test.
2.0.192.in-addr.arpa. 3600 IN SOA ns1.provider.test. hostmaster.meridale.example. 1 2 3 4 5
25.2.0.192.in-addr.arpa. 3600 IN PTR mail.email.meridale.example.
26.2.0.192.in-addr.arpa. 3600 IN PTR d1-out.email.meridale.example.
`,
  },
  {
    title: "origins relative, nested, absolute and the root",
    source: belowHead`$ORIGIN deep
a A 192.0.2.1
$ORIGIN deeper
@ A 192.0.2.2
$ORIGIN email.meridale.example.
b A 192.0.2.3
$ORIGIN .
c.email.meridale.example A 192.0.2.4
$ORIGIN example.
d.email.meridale A 192.0.2.5
`,
    records: lines`
a.deep.email.meridale.example. 3600 IN A 192.0.2.1
b.email.meridale.example. 3600 IN A 192.0.2.3
c.email.meridale.example. 3600 IN A 192.0.2.4
d.email.meridale.example. 3600 IN A 192.0.2.5
deeper.deep.email.meridale.example. 3600 IN A 192.0.2.2
`,
  },
  {
    title: "@ as owner and as value",
    source: belowHead`@ MX 10 @
www CNAME @
\@ A 192.0.2.1
`,
    records: lines`
\@.email.meridale.example. 3600 IN A 192.0.2.1
email.meridale.example. 3600 IN MX 10 email.meridale.example.
www.email.meridale.example. 3600 IN CNAME email.meridale.example.
`,
  },
  {
    title: "a time to live that changes midway",
    source: belowHead`a A 192.0.2.1
$TTL 5m
b A 192.0.2.2
c 7 A 192.0.2.3
d A 192.0.2.4
`,
    records: lines`
a.email.meridale.example. 3600 IN A 192.0.2.1
b.email.meridale.example. 300 IN A 192.0.2.2
c.email.meridale.example. 7 IN A 192.0.2.3
d.email.meridale.example. 300 IN A 192.0.2.4
`,
  },
  {
    title: "no $TTL: the minimum of the SOA",
    source: `@ IN SOA ns1.provider.test. hostmaster 1 1h 15m 1w 2h
@ IN NS ns1.provider.test.
a A 192.0.2.1
b 300 A 192.0.2.2
c A 192.0.2.3
`,
    records: lines`
a.email.meridale.example. 7200 IN A 192.0.2.1
b.email.meridale.example. 300 IN A 192.0.2.2
c.email.meridale.example. 7200 IN A 192.0.2.3
email.meridale.example. 7200 IN NS ns1.provider.test.
email.meridale.example. 7200 IN SOA ns1.provider.test. hostmaster.email.meridale.example. 1 3600 900 604800 7200
`,
  },
  {
    title: "no $TTL: the last that was written",
    source: `@ 600 IN SOA ns1.provider.test. hostmaster 1 1h 15m 1w 2h
@ NS ns1.provider.test.
a 5 A 192.0.2.1
b A 192.0.2.2
$TTL 7
c A 192.0.2.3
`,
    records: lines`
a.email.meridale.example. 5 IN A 192.0.2.1
b.email.meridale.example. 5 IN A 192.0.2.2
c.email.meridale.example. 7 IN A 192.0.2.3
email.meridale.example. 600 IN NS ns1.provider.test.
email.meridale.example. 600 IN SOA ns1.provider.test. hostmaster.email.meridale.example. 1 3600 900 604800 7200
`,
  },
  {
    title: "a file that is included under another origin",
    source: belowHead`$INCLUDE mail.zone mail ; the rest
  TXT "no owner of the file before"
b A 192.0.2.2
`,
    files: { "mail.zone": "@ MX 10 mx\nmx A 192.0.2.1\n" },
    records: lines`
b.email.meridale.example. 3600 IN A 192.0.2.2
email.meridale.example. 3600 IN TXT "no owner of the file before"
mail.email.meridale.example. 3600 IN MX 10 mx.mail.email.meridale.example.
mx.mail.email.meridale.example. 3600 IN A 192.0.2.1
`,
  },
  {
    title: "files in files; $TTL of the inner goes on, origin and owner do not",
    source: belowHead`a A 192.0.2.1
$INCLUDE "one.zone"
  TXT "a again"
b TXT "b"
`,
    files: { "one.zone": '$INCLUDE two.zone sub\nc TXT "c"\n', "two.zone": "$TTL 5\n$ORIGIN deep\nd A 192.0.2.4" },
    records: lines`
a.email.meridale.example. 3600 IN A 192.0.2.1
a.email.meridale.example. 5 IN TXT "a again"
b.email.meridale.example. 5 IN TXT "b"
c.email.meridale.example. 5 IN TXT "c"
d.deep.sub.email.meridale.example. 5 IN A 192.0.2.4
`,
  },
  {
    title: "the date of a dump",
    source: belowHead`$DATE 20260501000000
a A 192.0.2.1
`,
    records: lines`
a.email.meridale.example. 3600 IN A 192.0.2.1
`,
  },
  {
    title: "only comments between the records",
    source: belowHead`; one
;two;three

;;
a A 192.0.2.1;four
;"five
;(six
`,
    records: lines`
a.email.meridale.example. 3600 IN A 192.0.2.1
`,
  },
];
