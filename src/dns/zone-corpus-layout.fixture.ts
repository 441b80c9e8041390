import { belowHead, type GoodZone, head, lines } from "./zone-corpus.fixture.ts";

/** Ways to lay a zone out that named-checkzone 9.18 accepts, and the records that it makes of them (without those of the head). */
export const layouts: readonly GoodZone[] = [
  {
    title: "a mail subdomain as an issuer keeps it",
    source: `$ORIGIN email.meridale.example.
$TTL 1h
@   IN SOA ns1.meridale.example. hostmaster.meridale.example. (
        2026050101 ; serial
        1h         ; refresh
        15m        ; retry
        1w         ; expire
        1h )       ; negative answers
    IN NS  ns1.meridale.example.
    IN NS  ns2.meridale.example.
; what lets D1 send in the bank's name
@              IN TXT "v=spf1 include:_spf.d1.example -all"
s1._domainkey  IN CNAME s1.dkim.d1.example.
_dmarc         IN TXT "v=DMARC1; p=reject; rua=mailto:dmarc@meridale.example"
bounce         IN MX 10 mx.d1.example.
`,
    records: lines`
_dmarc.email.meridale.example. 3600 IN TXT "v=DMARC1; p=reject; rua=mailto:dmarc@meridale.example"
bounce.email.meridale.example. 3600 IN MX 10 mx.d1.example.
email.meridale.example. 3600 IN NS ns1.meridale.example.
email.meridale.example. 3600 IN NS ns2.meridale.example.
email.meridale.example. 3600 IN SOA ns1.meridale.example. hostmaster.meridale.example. 2026050101 3600 900 604800 3600
email.meridale.example. 3600 IN TXT "v=spf1 include:_spf.d1.example -all"
s1._domainkey.email.meridale.example. 3600 IN CNAME s1.dkim.d1.example.
`,
  },
  {
    title: "a dump of a name server, tabs and whole names",
    source:
      "email.meridale.example.\t\t\t      3600 IN SOA\tns1.provider.test. hostmaster.email.meridale.example. 7 3600 900 604800 3600\nemail.meridale.example.\t\t\t      3600 IN NS\tns1.provider.test.\nwww.email.meridale.example.\t\t      300 IN A\t\t192.0.2.10\n",
    records: lines`
email.meridale.example. 3600 IN NS ns1.provider.test.
email.meridale.example. 3600 IN SOA ns1.provider.test. hostmaster.email.meridale.example. 7 3600 900 604800 3600
www.email.meridale.example. 300 IN A 192.0.2.10
`,
  },
  {
    title: "an export of a hosting panel",
    source:
      ';;\n;; Domain:     email.meridale.example.\n;; Exported:   2026-05-01 12:00:00\n;;\n$ORIGIN .\nemail.meridale.example\t3600\tIN\tSOA\tns1.provider.test. dns.provider.test. 2049123456 10000 2400 604800 3600\n\n;; NS Records\nemail.meridale.example.\t86400\tIN\tNS\tns1.provider.test.\n;; TXT Records\n_dmarc.email.meridale.example.\t1\tIN\tTXT\t"v=DMARC1; p=quarantine;"\nemail.meridale.example.\t1\tIN\tTXT\t"v=spf1 ip4:192.0.2.25 -all"\n',
    records: lines`
_dmarc.email.meridale.example. 1 IN TXT "v=DMARC1; p=quarantine;"
email.meridale.example. 1 IN TXT "v=spf1 ip4:192.0.2.25 -all"
email.meridale.example. 3600 IN SOA ns1.provider.test. dns.provider.test. 2049123456 10000 2400 604800 3600
email.meridale.example. 86400 IN NS ns1.provider.test.
`,
  },
  {
    title: "a zone of a Windows server",
    source:
      ";\n;  Database file email.meridale.example.dns\n;\n@                       IN  SOA ns1.provider.test. hostmaster.provider.test. (\n                        \t\t42           ; serial number\n                        \t\t900          ; refresh\n                        \t\t600          ; retry\n                        \t\t86400        ; expire\n                        \t\t3600       ) ; default TTL\n@                       NS\tns1.provider.test.\nwww                     A\t192.0.2.11\n                        AAAA\t2001:db8::11\n",
    records: lines`
email.meridale.example. 3600 IN NS ns1.provider.test.
email.meridale.example. 3600 IN SOA ns1.provider.test. hostmaster.provider.test. 42 900 600 86400 3600
www.email.meridale.example. 3600 IN A 192.0.2.11
www.email.meridale.example. 3600 IN AAAA 2001:db8::11
`,
  },
  {
    title: "lines that end in CR LF",
    source: belowHead`www A 192.0.2.1
    TXT ( "one" ; first
  "two" )
`.replaceAll("\n", "\r\n"),
    records: lines`
www.email.meridale.example. 3600 IN A 192.0.2.1
www.email.meridale.example. 3600 IN TXT "one" "two"
`,
  },
  {
    title: "no line end at the end",
    source: `${head}www IN A 192.0.2.1`,
    records: lines`
www.email.meridale.example. 3600 IN A 192.0.2.1
`,
  },
  {
    title: "no line end after a comment",
    source: `${head}www IN A 192.0.2.1 ; the last`,
    records: lines`
www.email.meridale.example. 3600 IN A 192.0.2.1
`,
  },
  {
    title: "parentheses over lines, with comments in them",
    source: belowHead`s1._domainkey IN TXT ( ; the key
   "v=DKIM1; k=rsa; " ; (not) a parenthesis
   ; nothing here
   "p=MIIB"
) ; done
`,
    records: lines`
s1._domainkey.email.meridale.example. 3600 IN TXT "v=DKIM1; k=rsa; " "p=MIIB"
`,
  },
  {
    title: "parentheses in parentheses, and around a whole record",
    source: belowHead`www ( ( A 192.0.2.1 ) )
( mail IN A
192.0.2.2 )
`,
    records: lines`
mail.email.meridale.example. 3600 IN A 192.0.2.2
www.email.meridale.example. 3600 IN A 192.0.2.1
`,
  },
  {
    title: "a parenthesis without a blank",
    source: belowHead`mail MX(10 mx1)
web A(192.0.2.3)
`,
    records: lines`
mail.email.meridale.example. 3600 IN MX 10 mx1.email.meridale.example.
web.email.meridale.example. 3600 IN A 192.0.2.3
`,
  },
  {
    title: "blank owners across empty lines and comments",
    source: `${head}www A 192.0.2.1\n\n   \n  ; still the same\n\tA 192.0.2.2\n  MX 10 mail\n`,
    records: lines`
www.email.meridale.example. 3600 IN A 192.0.2.1
www.email.meridale.example. 3600 IN A 192.0.2.2
www.email.meridale.example. 3600 IN MX 10 mail.email.meridale.example.
`,
  },
  {
    title: "a blank owner after a change of origin",
    source: belowHead`www A 192.0.2.1
$ORIGIN sub
  A 192.0.2.2
web A 192.0.2.3
`,
    records: lines`
web.sub.email.meridale.example. 3600 IN A 192.0.2.3
www.email.meridale.example. 3600 IN A 192.0.2.1
www.email.meridale.example. 3600 IN A 192.0.2.2
`,
  },
  {
    title: "times with units",
    source: belowHead`a 1h30m A 192.0.2.1
b 1W A 192.0.2.2
c 2d3h4m5s A 192.0.2.3
d 0 A 192.0.2.4
e 1h1h A 192.0.2.5
`,
    records: lines`
a.email.meridale.example. 5400 IN A 192.0.2.1
b.email.meridale.example. 604800 IN A 192.0.2.2
c.email.meridale.example. 183845 IN A 192.0.2.3
d.email.meridale.example. 0 IN A 192.0.2.4
e.email.meridale.example. 7200 IN A 192.0.2.5
`,
  },
  {
    title: "class before time to live, after it, alone and not at all",
    source: belowHead`a IN 300 A 192.0.2.1
b 300 IN A 192.0.2.2
c IN A 192.0.2.3
d 300 A 192.0.2.4
e A 192.0.2.5
`,
    records: lines`
a.email.meridale.example. 300 IN A 192.0.2.1
b.email.meridale.example. 300 IN A 192.0.2.2
c.email.meridale.example. 3600 IN A 192.0.2.3
d.email.meridale.example. 300 IN A 192.0.2.4
e.email.meridale.example. 3600 IN A 192.0.2.5
`,
  },
  {
    title: "types and classes in lower case and by number",
    source: belowHead`a in a 192.0.2.1
b CLASS1 TYPE1 192.0.2.2
c type16 "text"
d Cname a
`,
    records: lines`
a.email.meridale.example. 3600 IN A 192.0.2.1
b.email.meridale.example. 3600 IN A 192.0.2.2
c.email.meridale.example. 3600 IN TXT "text"
d.email.meridale.example. 3600 IN CNAME a.email.meridale.example.
`,
  },
  {
    title: "owners that are numbers",
    source: belowHead`300 IN A 192.0.2.1
10 20 A 192.0.2.2
1h 1h TXT "an hour"
`,
    records: lines`
10.email.meridale.example. 20 IN A 192.0.2.2
1h.email.meridale.example. 3600 IN TXT "an hour"
300.email.meridale.example. 3600 IN A 192.0.2.1
`,
  },
  {
    title: "owners that are types and classes",
    source: belowHead`in IN A 192.0.2.1
mx A 192.0.2.2
a a 192.0.2.3
`,
    records: lines`
a.email.meridale.example. 3600 IN A 192.0.2.3
in.email.meridale.example. 3600 IN A 192.0.2.1
mx.email.meridale.example. 3600 IN A 192.0.2.2
`,
  },
];
