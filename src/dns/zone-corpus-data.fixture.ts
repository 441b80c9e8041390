import { belowHead, type GoodZone, lines } from "./zone-corpus.fixture.ts";

/** Texts and other data, in zones that named-checkzone 9.18 accepts, and the records that it makes of them (without those of the head). */
export const contents: readonly GoodZone[] = [
  {
    title: "semicolons in quotes, and a comment after them",
    source: belowHead`_dmarc TXT "v=DMARC1; p=reject" ; the "policy"
`,
    records: lines`
_dmarc.email.meridale.example. 3600 IN TXT "v=DMARC1; p=reject"
`,
  },
  {
    title: "escapes in strings",
    source: belowHead`a TXT "say \"hello\"" "back\\slash" "\065\066C" "\;\a" un\"quoted
`,
    records: lines`
a.email.meridale.example. 3600 IN TXT "say \"hello\"" "back\\slash" "ABC" ";a" "un\"quoted"
`,
  },
  {
    title: "bytes that are not printable",
    source: belowHead`a TXT "\000\009\127\255"
`,
    records: lines`
a.email.meridale.example. 3600 IN TXT "\000\009\127\255"
`,
  },
  {
    title: "strings without a blank between them",
    source: belowHead`a TXT "one""two"three"four"
`,
    records: lines`
a.email.meridale.example. 3600 IN TXT "one" "two" "three" "four"
`,
  },
  {
    title: "strings without quotes",
    source: belowHead`a TXT one two three=4
`,
    records: lines`
a.email.meridale.example. 3600 IN TXT "one" "two" "three=4"
`,
  },
  {
    title: "strings that are empty",
    source: belowHead`a TXT ""
b TXT "" "x" ""
`,
    records: lines`
a.email.meridale.example. 3600 IN TXT ""
b.email.meridale.example. 3600 IN TXT "" "x" ""
`,
  },
  {
    title: "typographic quotes, as bytes",
    source: belowHead`a TXT “one two”
b TXT "‘v=spf1’"
`,
    records: lines`
a.email.meridale.example. 3600 IN TXT "\226\128\156one" "two\226\128\157"
b.email.meridale.example. 3600 IN TXT "\226\128\152v=spf1\226\128\153"
`,
  },
  {
    title: "a text in UTF-8",
    source: belowHead`a TXT "Crédit Méridale, 東京"
`,
    records: lines`
a.email.meridale.example. 3600 IN TXT "Cr\195\169dit M\195\169ridale, \230\157\177\228\186\172"
`,
  },
  {
    title: "a line end that is escaped in a string",
    source: belowHead`a TXT "one\
two"
b A 192.0.2.1
`,
    records: lines`
a.email.meridale.example. 3600 IN TXT "one\010two"
b.email.meridale.example. 3600 IN A 192.0.2.1
`,
  },
  {
    title: "a string of 255 octets",
    source: belowHead`a TXT "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
`,
    records: lines`
a.email.meridale.example. 3600 IN TXT "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
`,
  },
  {
    title: "a key of 2048 bits in three strings",
    source: belowHead`s1._domainkey TXT ( "v=DKIM1; k=rsa; p="
 "MIIBIjANBgkqhkiGMIIBIjANBgkqhkiGMIIBIjANBgkqhkiGMIIBIjANBgkqhkiGMIIBIjANBgkqhkiGMIIBIjANBgkqhkiGMIIBIjANBgkqhkiGMIIBIjANBgkqhkiGMIIBIjANBgkqhkiGMIIBIjANBgkqhkiGMIIBIjANBgkqhkiGMIIBIjANBgkqhkiG"
 "9w0BAQEFAAOCAQ8A9w0BAQEFAAOCAQ8A9w0BAQEFAAOCAQ8A9w0BAQEFAAOCAQ8A9w0BAQEFAAOCAQ8A9w0BAQEFAAOCAQ8A9w0BAQEFAAOCAQ8A9w0BAQEFAAOCAQ8A9w0BAQEFAAOCAQ8A9w0BAQEFAAOCAQ8A9w0BAQEFAAOCAQ8A9w0BAQEFAAOCAQ8AAQAB" )
`,
    records: lines`
s1._domainkey.email.meridale.example. 3600 IN TXT "v=DKIM1; k=rsa; p=" "MIIBIjANBgkqhkiGMIIBIjANBgkqhkiGMIIBIjANBgkqhkiGMIIBIjANBgkqhkiGMIIBIjANBgkqhkiGMIIBIjANBgkqhkiGMIIBIjANBgkqhkiGMIIBIjANBgkqhkiGMIIBIjANBgkqhkiGMIIBIjANBgkqhkiGMIIBIjANBgkqhkiGMIIBIjANBgkqhkiG" "9w0BAQEFAAOCAQ8A9w0BAQEFAAOCAQ8A9w0BAQEFAAOCAQ8A9w0BAQEFAAOCAQ8A9w0BAQEFAAOCAQ8A9w0BAQEFAAOCAQ8A9w0BAQEFAAOCAQ8A9w0BAQEFAAOCAQ8A9w0BAQEFAAOCAQ8A9w0BAQEFAAOCAQ8A9w0BAQEFAAOCAQ8A9w0BAQEFAAOCAQ8AAQAB"
`,
  },
  {
    title: "mail exchangers, and none",
    source: belowHead`@ MX 10 mail1
@ MX 010 mail2.provider.test.
  MX 65535 mail3
no-mail MX 0 .
`,
    records: lines`
email.meridale.example. 3600 IN MX 10 mail1.email.meridale.example.
email.meridale.example. 3600 IN MX 10 mail2.provider.test.
email.meridale.example. 3600 IN MX 65535 mail3.email.meridale.example.
no-mail.email.meridale.example. 3600 IN MX 0 .
`,
  },
  {
    title: "the types that stand beside mail",
    source: belowHead`_smtp._tcp SRV 0 5 587 Submission
@ CAA 0 issue "ca.example"
@ CAA 128 iodef mailto:security@meridale.example
_25._tcp.mail TLSA 3 1 1 ( 0123456789abcdef0123456789ABCDEF
  0123456789abcdef0123456789abcdef )
host SSHFP 4 2 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
host HINFO "VM" Linux
old SPF "v=spf1 -all"
@ RP hostmaster contact
_http._tcp URI 10 1 "https://www.meridale.example/"
e164 NAPTR 100 10 "u" "E2U+sip" "!^.*$!sip:desk@meridale.example!" .
kx KX 10 gateway
`,
    records: lines`
_25._tcp.mail.email.meridale.example. 3600 IN TLSA 3 1 1 0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF
_http._tcp.email.meridale.example. 3600 IN URI 10 1 "https://www.meridale.example/"
_smtp._tcp.email.meridale.example. 3600 IN SRV 0 5 587 submission.email.meridale.example.
e164.email.meridale.example. 3600 IN NAPTR 100 10 "u" "E2U+sip" "!^.*$!sip:desk@meridale.example!" .
email.meridale.example. 3600 IN CAA 0 issue "ca.example"
email.meridale.example. 3600 IN CAA 128 iodef "mailto:security@meridale.example"
email.meridale.example. 3600 IN RP hostmaster.email.meridale.example. contact.email.meridale.example.
host.email.meridale.example. 3600 IN HINFO "VM" "Linux"
host.email.meridale.example. 3600 IN SSHFP 4 2 0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF
kx.email.meridale.example. 3600 IN KX 10 gateway.email.meridale.example.
old.email.meridale.example. 3600 IN SPF "v=spf1 -all"
`,
  },
  {
    title: "types that are kept as they are written",
    source: belowHead`www HTTPS 1 . alpn="h2,h3" port=8443
here LOC 51 30 12.748 N 0 7 39.611 W 0.00m 1m 10000m 10m
`,
    records: lines`
here.email.meridale.example. 3600 IN LOC 51 30 12.748 N 0 7 39.611 W 0.00m 1m 10000m 10m
www.email.meridale.example. 3600 IN HTTPS 1 . alpn="h2,h3" port=8443
`,
  },
  {
    title: "unknown types in octets",
    source: belowHead`a TYPE65280 \# 3 abcdef
b TYPE65281 \# 0
c TYPE731 \# 6 ( ab cd
 ef 01 23 45 )
`,
    records: lines`
a.email.meridale.example. 3600 IN TYPE65280 \# 3 ABCDEF
b.email.meridale.example. 3600 IN TYPE65281 \# 0
c.email.meridale.example. 3600 IN TYPE731 \# 6 ABCDEF012345
`,
  },
  {
    title: "known types in octets",
    source: belowHead`a A \# 4 C0000201
a AAAA \# 16 20010db8000000000000000000000001
b TYPE257 \# 17 000569737375656361 2e6578616d706c65
c TXT \# 7 02 6162 03 636465
d CNAME \# 6 0475732d3100
e MX \# 8 000a 046d616c6c 00
f TYPE33 \# 12 0000 0005 01bb 0468 6f73 7400
`,
    records: lines`
a.email.meridale.example. 3600 IN A 192.0.2.1
a.email.meridale.example. 3600 IN AAAA 2001:db8::1
b.email.meridale.example. 3600 IN CAA 0 issue "ca.example"
c.email.meridale.example. 3600 IN TXT "ab" "cde"
d.email.meridale.example. 3600 IN CNAME us-1.
e.email.meridale.example. 3600 IN MX 10 mall.
f.email.meridale.example. 3600 IN SRV 0 5 443 host.
`,
  },
];
