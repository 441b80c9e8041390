import { isIPv4 } from "node:net";
import type { DnsRecord, RecordContent } from "./record.ts";

/** Where the key of a selector is published: in the zone itself, or behind a CNAME at whoever signs. */
export type SelectorKey =
  /** Base64 of the SubjectPublicKeyInfo of an RSA key. RFC 6376 section 3.6.1. */
  { readonly name: string; readonly publicKey: string } | { readonly name: string; readonly target: string };

/** What a mail domain is to be set up for. All names are absolute, in lower case, without the last dot. */
export interface RecordSetting {
  /** The subdomain that From shows. */
  readonly domain: string;
  readonly selectors: readonly SelectorKey[];
  /** The addresses that hand mail over. */
  readonly senderAddresses: readonly string[];
  /** The host whose SPF record names the sender's addresses. */
  readonly include?: string;
  /** The domain of the envelope's sender, where bounces go: `domain` or below it. */
  readonly mailFromDomain: string;
  /** The host that takes bounces. */
  readonly exchange: string;
  /** Where that host is; undefined where another zone says so. */
  readonly exchangeAddress?: string;
  readonly policy: "none" | "quarantine" | "reject";
  /** Who hears of mail that passed or failed: a mail address. */
  readonly reportsTo: string;
  /** Time to live, seconds. */
  readonly ttl: number;
}

export interface RequiredRecord {
  readonly record: DnsRecord;
  /** What it is for, in one sentence without its end. */
  readonly purpose: string;
  readonly need: "required" | "optional";
}

/**
 * The records that let a sender mail in the name of a domain: DKIM, SPF, return path, DMARC, and what may come besides.
 * The sender's own set is not public; this one is assumed [A]. Source: contract.md section 15.
 */
export function requiredRecords(setting: RecordSetting): readonly RequiredRecord[] {
  return [...keyRecords(setting), ...returnPathRecords(setting), dmarcRecord(setting), ...optionalRecords(setting)];
}

/** Octets of one string of a TXT record. RFC 1035 section 3.3.14. */
const longestString = 255;

/** A text as a TXT record carries it: readers join the strings without a blank. */
export const toStrings = (text: string): readonly string[] =>
  text.match(new RegExp(`.{1,${longestString}}`, "gs")) ?? [""];

const txt = (text: string): RecordContent => ({ type: "TXT", strings: toStrings(text) });

function keyRecords({ domain, selectors, ttl }: RecordSetting): readonly RequiredRecord[] {
  return selectors.map((selector) => ({
    record: { owner: `${selector.name}._domainkey.${domain}`, ttl, content: keyContent(selector) },
    purpose: `DKIM: the key that verifies what selector ${selector.name} signed`,
    need: "required",
  }));
}

const keyContent = (selector: SelectorKey): RecordContent =>
  "target" in selector ? { type: "CNAME", target: selector.target } : txt(`v=DKIM1; k=rsa; p=${selector.publicKey}`);

function returnPathRecords(setting: RecordSetting): readonly RequiredRecord[] {
  const { mailFromDomain: owner, exchange, exchangeAddress, ttl } = setting;
  const mx: RecordContent = { type: "MX", preference: 10, exchange };
  const host = exchangeAddress === undefined ? [] : [addressOf(exchangeAddress)];
  return [
    required({ owner, ttl, content: txt(spfText(setting)) }, "SPF: who may send, and nobody else"),
    required({ owner, ttl, content: mx }, "the return path: where bounces go"),
    ...host.map((content) => required({ owner: exchange, ttl, content }, "the host that takes bounces")),
  ];
}

const required = (record: DnsRecord, purpose: string): RequiredRecord => ({ record, purpose, need: "required" });

const addressOf = (address: string): RecordContent => ({ type: isIPv4(address) ? "A" : "AAAA", address });

function spfText({ senderAddresses, include }: RecordSetting): string {
  const addresses = senderAddresses.map((address) => `${isIPv4(address) ? "ip4" : "ip6"}:${address}`);
  return ["v=spf1", ...addresses, ...(include === undefined ? [] : [`include:${include}`]), "-all"].join(" ");
}

/** SPF is aligned strictly only with a return path that is the mail domain itself. RFC 9989. */
function dmarcRecord({ domain, mailFromDomain, policy, reportsTo, ttl }: RecordSetting): RequiredRecord {
  const aspf = mailFromDomain === domain ? "s" : "r";
  const content = txt(`v=DMARC1; p=${policy}; adkim=s; aspf=${aspf}; rua=mailto:${reportsTo}`);
  return required({ owner: `_dmarc.${domain}`, ttl, content }, "DMARC: what becomes of mail that fails");
}

function optionalRecords({ domain, mailFromDomain, reportsTo, ttl }: RecordSetting): readonly RequiredRecord[] {
  const optional = (owner: string, text: string, purpose: string): RequiredRecord => ({
    record: { owner, ttl, content: txt(text) },
    purpose,
    need: "optional",
  });
  return [
    optional(`_smtp._tls.${mailFromDomain}`, `v=TLSRPTv1; rua=mailto:${reportsTo}`, "TLS-RPT: reports of failed TLS"),
    optional(
      `_mta-sts.${mailFromDomain}`,
      "v=STSv1; id=1",
      "MTA-STS: bounces come over TLS; needs a policy on the web",
    ),
    optional(`default._bimi.${domain}`, `v=BIMI1; l=https://${domain}/logo.svg`, "BIMI: the logo beside the mail"),
  ];
}
