import { parseTags, type Tag, tagValue } from "./tag-list.ts";

/** Whether a receiver takes a TXT record for DMARC: `v=DMARC1` comes first. RFC 9989 section 4.7. */
export const isDmarc = (text: string): boolean => /^v\s*=\s*DMARC1\s*(;|$)/.test(text);

/** Whether a TXT record at `_dmarc` was meant as DMARC, and no receiver takes it for that. */
export const isNearlyDmarc = (text: string): boolean => !isDmarc(text) && /dmarc|(^|[\s;])s?p\s*=/i.test(text);

export type DmarcPolicy = "none" | "quarantine" | "reject";

export interface DmarcRecord {
  readonly tags: readonly Tag[];
  readonly policy: DmarcPolicy | undefined;
  /** For subdomains that are there, and that are not; undefined where the record is silent. */
  readonly subdomains: string | undefined;
  readonly missingSubdomains: string | undefined;
  readonly isTest: boolean;
  /** Whether the domain is one that registers others ("y"), or the top of an organization ("n"). */
  readonly psd: string | undefined;
  readonly dkimIsStrict: boolean;
  readonly spfIsStrict: boolean;
  /** The addresses of `rua` and `ruf`. */
  readonly reportAddresses: readonly string[];
}

/** Reads a record that {@link isDmarc}; the words of tags are read in any case. */
export function parseDmarc(text: string): DmarcRecord {
  const tags = parseTags(text);
  const word = (name: string) => tagValue(tags, name)?.toLowerCase();
  return {
    tags,
    policy: toPolicy(word("p")),
    subdomains: word("sp"),
    missingSubdomains: word("np"),
    isTest: word("t") === "y",
    psd: word("psd"),
    dkimIsStrict: word("adkim") === "s",
    spfIsStrict: word("aspf") === "s",
    reportAddresses: ["rua", "ruf"].flatMap((name) => toAddresses(tagValue(tags, name))),
  };
}

export const toPolicy = (word: string | undefined): DmarcPolicy | undefined =>
  word === "none" || word === "quarantine" || word === "reject" ? word : undefined;

const toAddresses = (list = ""): readonly string[] =>
  list
    .split(",")
    .map((uri) => /^mailto:([^!\s]+@[^!\s]+)/i.exec(uri.trim())?.[1])
    .filter((address) => address !== undefined);
