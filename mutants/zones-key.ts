import { added, swapped, type ZoneMutant } from "./zone.ts";

const selector = "meridale1._domainkey IN TXT";
/** Up to the key, in the first of the record's two strings. */
const head = "v=DKIM1; k=rsa; p=";
const bits512 =
  "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAMPqqO8Rje0zea4qk3BkdG3DTg99xsq4K15oBlcXQoouY5wTFxndGv7FGMbEtQ6En/CYwrvssP5OdXSoFWryV00CAwEAAQ==";
const bits1024 =
  "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDDAq05xuI3Rkq249NEAXD2kkHQxyF2vRA7HiLdzYwut6lde2M87eE1ReOGMyR4J0U/ClIz05HoqPcb1b6uZqJR8PsaxHF9vNd+qzdi1/tH55Vo03YpHY1q3mpylEygW1qaS6XUbgaaT60tAnCIIHjcjmKuonxr4Pr+kcJCVXHuhQIDAQAB";

/** Writes the selector's record anew. */
const key =
  (line: string): ZoneMutant["edit"] =>
  (source) => {
    const from = source.indexOf(selector);
    return `${source.slice(0, from)}${line}${source.slice(source.indexOf(")", from) + 1)}`;
  };

/** Wrong in the DKIM key alone. */
export const zoneKeyMutants: readonly ZoneMutant[] = [
  {
    id: "zone/no-key",
    mistake: "The key is not published.",
    caughtBy: "DZ-06",
    edit: key(""),
  },
  {
    id: "zone/key-revoked",
    mistake: "The key is revoked.",
    caughtBy: "DZ-06",
    edit: key(`${selector} "${head}"`),
  },
  {
    id: "zone/key-cut",
    mistake: "The second half of the key was not pasted.",
    caughtBy: "DZ-06",
    edit: swapped("muLbryJm6ewG8hzdhAacIWuP8ArN", ""),
  },
  {
    id: "zone/key-in-armour",
    mistake: "The key was pasted with its PEM armour.",
    caughtBy: "DZ-06",
    edit: swapped(head, `${head}-----BEGIN PUBLIC KEY-----`),
  },
  {
    id: "zone/key-of-other-selector",
    mistake: "The key stands at a selector that nobody signs with.",
    caughtBy: "DZ-06",
    edit: swapped("meridale1._domainkey", "meridale._domainkey"),
  },
  {
    id: "zone/key-without-domainkey",
    mistake: "The key stands below the domain, without _domainkey.",
    caughtBy: "DZ-06",
    edit: swapped("meridale1._domainkey", "meridale1"),
  },
  {
    id: "zone/key-twice",
    mistake: "The key was given a second record of the other half.",
    caughtBy: "DZ-06",
    edit: added(`${selector} "${head}MIIB"`),
  },
  {
    id: "zone/key-version",
    mistake: "The key record begins with DKIM2.",
    caughtBy: "DZ-06",
    edit: swapped("v=DKIM1", "v=DKIM2"),
  },
  {
    id: "zone/key-version-last",
    mistake: "v=DKIM1 does not come first.",
    caughtBy: "DZ-06",
    edit: swapped("v=DKIM1; k=rsa;", "k=rsa; v=DKIM1;"),
  },
  {
    id: "zone/key-type",
    mistake: "The key type is nobody's.",
    caughtBy: "DZ-06",
    edit: swapped("k=rsa", "k=rsa2048"),
  },
  {
    id: "zone/key-sha1-only",
    mistake: "The key allows sha1 alone.",
    caughtBy: "DZ-06",
    edit: swapped("k=rsa;", "k=rsa; h=sha1;"),
  },
  {
    id: "zone/key-not-for-mail",
    mistake: "The key is for another service than e-mail.",
    caughtBy: "DZ-06",
    edit: swapped("k=rsa;", "k=rsa; s=tlsrpt;"),
  },
  {
    id: "zone/key-alias-to-nowhere",
    mistake: "The selector is an alias of a name that is not there.",
    caughtBy: "DZ-06",
    edit: key("meridale1._domainkey IN CNAME gone.email.meridale.example."),
  },
  {
    id: "zone/key-512",
    mistake: "The key has 512 bits.",
    caughtBy: "DZ-07",
    alsoBreaks: ["DZ-06"],
    edit: key(`${selector} "${head}${bits512}"`),
  },
  {
    id: "zone/key-1024",
    mistake: "The key has 1024 bits.",
    caughtBy: "DZ-08",
    alsoBreaks: ["DZ-06"],
    edit: key(`${selector} "${head}${bits1024}"`),
  },
  {
    id: "zone/key-testing",
    mistake: "The key still carries the testing flag.",
    caughtBy: "DZ-18",
    alsoBreaks: ["DZ-02"],
    edit: swapped("k=rsa;", "k=rsa; t=y;"),
  },
  {
    id: "zone/key-other",
    mistake: "The key is another than the one that signs.",
    caughtBy: "DZ-06",
    edit: swapped(
      "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAzw79",
      "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAzw78",
    ),
  },
  {
    id: "zone/key-split",
    mistake: "The semicolon between two tags is lost where the record was split.",
    caughtBy: "DZ-09",
    edit: swapped("k=rsa; p=", 'k=rsa" "p='),
  },
  {
    id: "zone/key-one-string",
    mistake: "The key stands in one string of more than 255 octets.",
    caughtBy: "DZ-09",
    edit: swapped('"\n        "muLbry', "muLbry"),
  },
];
