import { parseZone } from "../../src/dns/read-zone.ts";

/** The bank's mail domain, with an alias that leads to its sender's zone, and texts of every length. */
export const bankZone = parseZone(
  `$ORIGIN email.meridale.example.
$TTL 1h
@             SOA ns1 hostmaster 1 7200 900 1209600 300
              NS  ns1
              MX  10 mail
              TXT "v=spf1 ip4:192.0.2.25 -all"
ns1           A 192.0.2.53
mail          A 192.0.2.25
              AAAA 2001:db8::25
s1._domainkey CNAME s1.dkim.d1.example.
alias         CNAME mail
round         CNAME and-round
and-round     CNAME round
gone          CNAME nowhere
_dmarc        TXT "v=DMARC1; p=reject"
parts         TXT "one" "two" "\\255\\000"
a.b.c         A 192.0.2.3
*.wild        TXT "any"
old           DNAME email.meridale.example.
large         TXT "${"a".repeat(255)}" "${"b".repeat(255)}" "${"c".repeat(255)}"
huge          TXT ${`"${"d".repeat(255)}" `.repeat(20)}
`,
  { file: "email.meridale.example.zone" },
);

export const senderZone = parseZone(
  `$ORIGIN d1.example.
$TTL 60
@       SOA ns1 hostmaster 1 7200 900 1209600 30
s1.dkim TXT "v=DKIM1; p=MIIB"
`,
  { file: "d1.example.zone" },
);
