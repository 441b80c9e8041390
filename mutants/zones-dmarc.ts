import { added, swapped, type ZoneMutant } from "./zone.ts";

const dmarc = "v=DMARC1; p=reject; adkim=s; aspf=s; rua=mailto:dmarc@email.meridale.example";
const inDmarc = (from: string, to: string) => swapped(dmarc, dmarc.replace(from, to));

/** Wrong in the DMARC record alone. */
export const zoneDmarcMutants: readonly ZoneMutant[] = [
  {
    id: "zone/no-dmarc",
    mistake: "There is no DMARC record.",
    caughtBy: "DZ-10",
    edit: swapped(`_dmarc  IN TXT  "${dmarc}"`, ""),
  },
  {
    id: "zone/dmarc-at-domain",
    mistake: "The DMARC record stands at the domain itself.",
    caughtBy: "DZ-10",
    edit: swapped("_dmarc  IN TXT", "@ IN TXT"),
  },
  {
    id: "zone/dmarc-without-underscore",
    mistake: "The DMARC record's name lacks its underscore.",
    caughtBy: "DZ-10",
    edit: swapped("_dmarc  IN TXT", "dmarc IN TXT"),
  },
  {
    id: "zone/dmarc-domain-twice",
    mistake: "The DMARC record's name has the domain twice: its last dot is missing.",
    caughtBy: "DZ-10",
    alsoBreaks: ["DZ-20"],
    edit: swapped("_dmarc  IN TXT", "_dmarc.email.meridale.example IN TXT"),
  },
  {
    id: "zone/dmarc-version-last",
    mistake: "v=DMARC1 does not come first.",
    caughtBy: "DZ-10",
    edit: inDmarc("v=DMARC1; p=reject;", "p=reject; v=DMARC1;"),
  },
  {
    id: "zone/dmarc-lower-case",
    mistake: "The version is in lower case.",
    caughtBy: "DZ-10",
    edit: inDmarc("DMARC1", "dmarc1"),
  },
  {
    id: "zone/dmarc-twice",
    mistake: "There are two DMARC records.",
    caughtBy: "DZ-10",
    edit: added('_dmarc IN TXT "v=DMARC1; p=none"'),
  },
  {
    id: "zone/dmarc-none",
    mistake: "The policy is none.",
    caughtBy: "DZ-11",
    edit: inDmarc("p=reject", "p=none"),
  },
  {
    id: "zone/dmarc-no-policy",
    mistake: "There is no policy.",
    caughtBy: "DZ-11",
    edit: inDmarc("p=reject; ", ""),
  },
  {
    id: "zone/dmarc-policy-misspelt",
    mistake: "The policy is misspelt.",
    caughtBy: "DZ-11",
    edit: inDmarc("p=reject", "p=rejected"),
  },
  {
    id: "zone/dmarc-test",
    mistake: "The policy is on trial.",
    caughtBy: "DZ-11",
    edit: inDmarc("p=reject;", "p=reject; t=y;"),
  },
  {
    id: "zone/dmarc-subdomains-open",
    mistake: "The policy leaves subdomains out.",
    caughtBy: "DZ-11",
    edit: inDmarc("p=reject;", "p=reject; sp=none;"),
  },
  {
    id: "zone/dmarc-missing-subdomains-open",
    mistake: "The policy leaves subdomains out that are not there.",
    caughtBy: "DZ-11",
    edit: inDmarc("p=reject;", "p=reject; np=none;"),
  },
  {
    id: "zone/dmarc-pct",
    mistake: "The policy is for a part of the mail: pct is no tag any more.",
    caughtBy: "DZ-12",
    edit: inDmarc("p=reject;", "p=reject; pct=50;"),
  },
  {
    id: "zone/dmarc-ri",
    mistake: "The interval of reports is stated: ri is no tag any more.",
    caughtBy: "DZ-12",
    edit: inDmarc("p=reject;", "p=reject; ri=3600;"),
  },
  {
    id: "zone/dmarc-tag-misspelt",
    mistake: "A tag is misspelt.",
    caughtBy: "DZ-23",
    edit: inDmarc("adkim", "akdim"),
  },
  {
    id: "zone/dmarc-mode-unknown",
    mistake: "An alignment mode is a word.",
    caughtBy: "DZ-23",
    edit: inDmarc("aspf=s", "aspf=strict"),
  },
  {
    id: "zone/dmarc-rua-without-mailto",
    mistake: "The report address lacks mailto.",
    caughtBy: "DZ-23",
    edit: inDmarc("mailto:", ""),
  },
  {
    id: "zone/dmarc-strict-elsewhere",
    mistake: "SPF must align strictly, and bounces go to another domain.",
    caughtBy: "DZ-24",
    mailFrom: "bounce.email.meridale.example",
    edit: added('bounce IN TXT "v=spf1 ip4:192.0.2.25 -all"', "bounce IN MX 10 mx"),
  },
  {
    id: "zone/dmarc-reports-elsewhere",
    mistake: "Reports go to a domain that does not take them.",
    caughtBy: "DZ-25",
    edit: inDmarc("dmarc@email.meridale.example", "meridale@reports.example"),
  },
];
