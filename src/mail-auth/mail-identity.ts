import { parseZone } from "../dns/read-zone.ts";
import type { Zone } from "../dns/record.ts";
import { createDkimKey, type DkimKey } from "./dkim-key.ts";
import type { MailSigning } from "./sign-mail.ts";

/** Who a sender of mail is towards receivers: what it shows, and the zone that says that this is right. */
export interface MailIdentity {
  /** MAIL FROM: where bounces go. */
  readonly returnPath: string;
  readonly signing: MailSigning;
  /** The address that SPF authorises. On loopback nobody can have it: whoever verifies says which connection it stands for. */
  readonly address: string;
  /** Its name, as in EHLO. */
  readonly helo: string;
  readonly zone: Zone;
}

/** Of the block kept for documentation (RFC 5737). */
export const senderAddress = "192.0.2.25";
const SELECTOR = "meridale1";

/** The identity for mail from a domain, with the one key of this process. */
export function openMailIdentity(domain: string): MailIdentity {
  const { privateKey, record } = processKey();
  return {
    returnPath: `bounce@${domain}`,
    signing: { domain, selector: SELECTOR, privateKey },
    address: senderAddress,
    helo: `mx.${domain}`,
    zone: parseZone(zoneText(record), { file: `${domain}.zone`, origin: domain }),
  };
}

let madeKey: DkimKey | undefined;

/** Made when it is first needed: it takes a tenth of a second. */
function processKey(): DkimKey {
  madeKey ??= createDkimKey();
  return madeKey;
}

/** The records as an issuer would publish them, in the strictest mode. */
const zoneText = (keyRecord: string): string => `$TTL 3600
@ IN TXT "v=spf1 ip4:${senderAddress} -all"
@ IN MX 10 mx
mx IN A ${senderAddress}
_dmarc IN TXT "v=DMARC1; p=reject; adkim=s; aspf=s"
${SELECTOR}._domainkey IN TXT ${(keyRecord.match(/.{1,250}/g) ?? []).map((text) => `"${text}"`).join(" ")}
`;
