import type { DnsAnswer } from "../dns/dns-source.ts";
import type { DnsRecord, Zone } from "../dns/record.ts";
import type { ZoneFault } from "../dns/zone-fault.ts";
import type { SpfWalk, Unanswered } from "./spf-walk.ts";

/** What the zone of a mail domain is to be judged for. */
export interface MailDomainPlan {
  /** The subdomain that the issuer agreed with the sender: what From shows. No last dot. */
  readonly domain: string;
  /** The domain of the envelope's sender. Default: `domain`. */
  readonly mailFromDomain?: string;
  /** The selectors that sign, e.g. "meridale1". */
  readonly selectors: readonly string[];
  /** The addresses that the sender hands mail over from. None: nobody knows them, and they are not judged. */
  readonly senderAddresses: readonly string[];
  /** One that is nobody's: what passes for it passes for everybody. */
  readonly strangerAddress: string;
  /** What the sender handed over for publication. */
  readonly requiredRecords: readonly DnsRecord[];
  /** By selector, where the private key is known: its public half, base64 of the SubjectPublicKeyInfo. */
  readonly publicKeys?: Readonly<Record<string, string>>;
}

/** A question and how it was answered. */
export interface Asked {
  readonly name: string;
  readonly answer: DnsAnswer;
}

export interface SpfFacts extends Asked {
  /** The records that a receiver takes for SPF. */
  readonly records: readonly DnsRecord[];
  /** Of the only record. */
  readonly walk?: SpfWalk;
  /** By address: how a receiver's evaluation ends ("pass", "fail", "softfail", "neutral", "permerror", "temperror" …). */
  readonly results: Readonly<Record<string, string>>;
}

export interface DkimFacts extends Asked {
  readonly selector: string;
}

export interface DmarcFacts {
  /** The names that were asked, from the mail domain upwards. RFC 9989's tree walk: at most eight. */
  readonly walk: readonly Asked[];
  /** The name whose DMARC record applies, and its records: several where receivers take none of them. */
  readonly applied?: Asked & { readonly records: readonly DnsRecord[] };
  /** The organizational domains of the mail domain and of MAIL FROM; undefined where somebody gave no answer. */
  readonly organization: string | undefined;
  readonly mailFromOrganization: string | undefined;
  /** Report addresses at other organizations, each with the record that lets them have the reports. */
  readonly reports: readonly (Asked & { readonly address: string })[];
}

export interface ReturnPathFacts extends Asked {
  /** The hosts of the MX records, by their addresses. */
  readonly hosts: readonly (Asked & { readonly addresses: number })[];
}

/** All that DNS says of a mail domain, asked once. */
export interface MailDomainFacts {
  readonly plan: MailDomainPlan;
  readonly apex: Asked;
  readonly spf: SpfFacts;
  readonly dkim: readonly DkimFacts[];
  readonly dmarc: DmarcFacts;
  readonly returnPath: ReturnPathFacts;
  /** Each required record with what is published at its name. */
  readonly required: readonly (Asked & { readonly record: DnsRecord })[];
  /** Names that nobody has published on purpose: a record there is a wildcard's. */
  readonly wildcards: readonly Asked[];
  /** `_mta-sts`, `_smtp._tls` and `default._bimi`. */
  readonly extras: readonly Asked[];
}

/** A zone file as it was read, for what no query shows. */
export interface ZoneFacts {
  readonly zone: Zone;
  readonly faults: readonly ZoneFault[];
}

/** Whether nobody could say: it is no fault of the issuer's. */
export const isUnanswered = ({ answer: { status } }: Asked): boolean => status !== "NOERROR" && status !== "NXDOMAIN";

export const toUnanswered = ({ name, answer: { status } }: Asked, type: Unanswered["type"]): Unanswered => ({
  name,
  type,
  status,
});
