import { added, swapped, type ZoneMutant } from "./zone.ts";
import { zoneDmarcMutants } from "./zones-dmarc.ts";
import { zoneKeyMutants } from "./zones-key.ts";
import { zoneSpfMutants } from "./zones-spf.ts";

const dmarc = "v=DMARC1; p=reject; adkim=s; aspf=s; rua=mailto:dmarc@email.meridale.example";

/** Wrong in what stands around the three records, or in the file. */
const zoneFileMutants: readonly ZoneMutant[] = [
  {
    id: "zone/domain-misspelt",
    mistake: "The whole zone is another domain's.",
    caughtBy: "DZ-01",
    edit: swapped("$ORIGIN email.", "$ORIGIN emial."),
  },
  {
    id: "zone/alias-beside-key",
    mistake: "The selector has an alias beside its key.",
    caughtBy: "DZ-17",
    edit: added("meridale1._domainkey IN CNAME key.email.meridale.example."),
  },
  {
    id: "zone/alias-at-apex",
    mistake: "The domain itself is an alias.",
    caughtBy: "DZ-17",
    edit: added("@ IN CNAME mx.email.meridale.example."),
  },
  {
    id: "zone/ttl-of-seconds",
    mistake: "The records live for five seconds.",
    caughtBy: "DZ-19",
    edit: swapped("_dmarc  IN TXT", "_dmarc 5 IN TXT"),
  },
  {
    id: "zone/ttl-of-a-week",
    mistake: "A record lives for a week.",
    caughtBy: "DZ-19",
    edit: swapped("_dmarc  IN TXT", "_dmarc 1w IN TXT"),
  },
  {
    id: "zone/quote-open",
    mistake: "A quote is never closed.",
    caughtBy: "DZ-20",
    alsoBreaks: ["DZ-03"],
    edit: swapped('-all"', "-all"),
  },
  {
    id: "zone/text-without-quotes",
    mistake: "The DMARC record stands without quotes: its semicolons begin comments.",
    caughtBy: "DZ-20",
    alsoBreaks: ["DZ-11"],
    edit: swapped(`"${dmarc}"`, dmarc),
  },
  {
    id: "zone/parenthesis-open",
    mistake: "A parenthesis is never closed.",
    caughtBy: "DZ-20",
    alsoBreaks: ["DZ-06", "DZ-10"],
    edit: swapped('DAQAB" )', 'DAQAB"'),
  },
  {
    id: "zone/wildcard-text",
    mistake: "A wildcard answers for every selector.",
    caughtBy: "DZ-26",
    edit: added('*._domainkey IN TXT "v=DKIM1; p="'),
  },
  {
    id: "zone/wildcard-mail",
    mistake: "A wildcard takes mail for every name.",
    caughtBy: "DZ-26",
    edit: added("* IN MX 10 mx"),
  },
  {
    id: "zone/no-return-path",
    mistake: "Nobody takes the bounces.",
    caughtBy: "DZ-02",
    edit: swapped("IN MX   10 mx.email.meridale.example.", ""),
  },
  {
    id: "zone/null-mx",
    mistake: "The domain says that it takes no mail.",
    caughtBy: "DZ-02",
    edit: swapped("IN MX   10 mx.email.meridale.example.", "IN MX 0 ."),
  },
  {
    id: "zone/mail-host-without-address",
    mistake: "The mail host has no address.",
    caughtBy: "DZ-27",
    edit: swapped("mx      IN A    192.0.2.25", ""),
  },
  {
    id: "zone/mail-host-alias",
    mistake: "The mail host is an alias.",
    caughtBy: "DZ-27",
    edit: swapped("mx      IN A    192.0.2.25", "mx IN CNAME host\nhost IN A 192.0.2.25"),
  },
  {
    id: "zone/mta-sts",
    mistake: "The MTA-STS record has no id.",
    caughtBy: "DZ-28",
    edit: added('_mta-sts IN TXT "v=STSv1"'),
  },
  {
    id: "zone/tls-reports",
    mistake: "The TLS report address lacks mailto.",
    caughtBy: "DZ-28",
    edit: added('_smtp._tls IN TXT "v=TLSRPTv1; rua=tls@meridale.example"'),
  },
  {
    id: "zone/bimi",
    mistake: "The logo is not fetched over https.",
    caughtBy: "DZ-28",
    edit: added('default._bimi IN TXT "v=BIMI1; l=http://meridale.example/logo.svg"'),
  },
];

/** Every wrong zone. */
export const zoneMutants: readonly ZoneMutant[] = [
  ...zoneSpfMutants,
  ...zoneKeyMutants,
  ...zoneDmarcMutants,
  ...zoneFileMutants,
];
