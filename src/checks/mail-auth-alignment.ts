import type { CapturedMail } from "../messages/captured-message.ts";
import type { Check } from "./finding.ts";
import type { MailAuthFound } from "./mail-auth-signature.ts";
import { concludeForm } from "./mail-verdict.ts";

/** DZ-05, as a receiver sees it: SPF passes for the MAIL FROM domain and the address that the mail came from. Source: (1). */
export const checkSpfPassed: Check<CapturedMail, MailAuthFound> = (mail, { authentication: { spf } }) =>
  concludeForm("DZ-05", mail, {
    expected: "SPF passes",
    hint: "Send from an address that the SPF record of the MAIL FROM domain names.",
    faults: spf.result === "pass" ? [] : [`SPF of ${spf.domain} is ${spf.result}`],
    held: "SPF passes",
  });

/** DZ-14: DMARC passes, by SPF or by DKIM at the From domain in the published mode. Source: RFC 9989 §4.4 and §4.10. */
export const checkDmarcPassed: Check<CapturedMail, MailAuthFound> = (mail, { authentication: { dmarc } }) =>
  concludeForm("DZ-14", mail, {
    expected: "DMARC passes",
    hint: "Use the From domain in MAIL FROM or in d=, as the DMARC record's modes want it, and write one From.",
    faults:
      dmarc.result === "pass"
        ? []
        : [`DMARC is ${dmarc.result}: ${alignmentOf(dmarc.aligned)}, ${dmarc.fromDomains.length} From address(es)`],
    held: alignmentOf(dmarc.aligned),
  });

/** DZ-15: SPF and DKIM both pass at the From domain, as large receivers want it of bulk senders. Source: (48)(50). */
export const checkBothAligned: Check<CapturedMail, MailAuthFound> = (mail, { authentication: { dmarc } }) =>
  concludeForm("DZ-15", mail, {
    expected: "SPF and DKIM both pass at the From domain",
    hint: "Use the From domain in MAIL FROM and in d=, both.",
    faults: dmarc.aligned.spf && dmarc.aligned.dkim ? [] : [alignmentOf(dmarc.aligned)],
    held: alignmentOf(dmarc.aligned),
  });

const alignmentOf = ({ spf, dkim }: { readonly spf: boolean; readonly dkim: boolean }): string =>
  `SPF ${spf ? "passes" : "does not pass"} and DKIM ${dkim ? "passes" : "does not pass"} at the From domain`;
