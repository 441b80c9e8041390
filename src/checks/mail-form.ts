import type { CapturedMail, CapturedMessage } from "../messages/captured-message.ts";
import { decodeEncodedWords } from "./encoded-words.ts";
import type { MessageExpectation, OtpAndCardExpectation } from "./expectation.ts";
import { type Check, notApplicable } from "./finding.ts";
import { domainOf, readAddresses, sameAddress } from "./mail-addresses.ts";
import { headersNamed } from "./mail-headers.ts";
import { concludeForm } from "./mail-verdict.ts";
import { bodyViews } from "./message-views.ts";
import { hasExactCode } from "./otp-content.ts";
import { showsSuffix } from "./shown-suffix.ts";

/** EM-02: exactly one recipient, the contact; RCPT TO equals To; no Cc, no Bcc. Source: [A]. */
export const checkOneRecipient: Check<CapturedMail, Pick<MessageExpectation, "recipient">> = (mail, { recipient }) => {
  const expected = "one envelope recipient and one To address, both the contact; no Cc, no Bcc";
  const faults = [
    ...recipientFaults("RCPT TO", mail.envelope.rcptTo, recipient),
    ...recipientFaults("To", headersNamed(mail, "to").flatMap(readAddresses), recipient),
    ...["Cc", "Bcc"].filter((name) => headersNamed(mail, name).length > 0).map((name) => `a ${name} header`),
  ];
  const hint = "Address each mail to the one contact, and refuse line breaks in everything that goes into a header.";
  return concludeForm("EM-02", mail, { expected, hint, faults, held: "one recipient, the contact" });
};

/** EM-04: a text/plain part exists and says something. Source: [A]. */
export const checkTextPart: Check<CapturedMail> = (mail) => {
  const expected = "a text/plain part";
  const faults = mail.text === undefined ? ["no text/plain part"] : [];
  const blank = mail.text?.trim() === "" ? ["an empty text/plain part"] : [];
  const hint = "Send multipart/alternative with the text first, for readers that show no HTML.";
  return concludeForm("EM-04", mail, { expected, hint, faults: [...faults, ...blank], held: "a text part" });
};

/** EM-05: text and HTML parts carry the same code and the same suffix: OC-01 and PM-01 on each. Source: [A]. */
export const checkPartsAgree: Check<CapturedMessage, OtpAndCardExpectation> = (message, { otp, card }) => {
  const expected = "the same code and suffix in the text part and the HTML part";
  const views = bodyViews(message);
  const faults = views.flatMap(({ name, text }) => [
    ...(hasExactCode(text, otp) ? [] : [`${name}: the code is missing or changed`]),
    ...(showsSuffix(text, otp, card.panSuffix) ? [] : [`${name}: the suffix is missing or another`]),
  ]);
  const hint = "Fill both parts from the same values, and hide neither in the HTML part.";
  if (views.length === 1 && faults.length === 0) {
    const actual = "only one part, so nothing to compare";
    return notApplicable("EM-05", { expected, actual, hint: "This mail has one part.", evidence: [message.id] });
  }
  const missing = views.length === 0 ? ["no readable part"] : [];
  return concludeForm("EM-05", message, { expected, hint, faults: [...missing, ...faults], held: "both parts agree" });
};

interface SubdomainExpectation {
  /** The agreed subdomain, e.g. `email.meridale.example`. */
  readonly subdomain: string;
}

/**
 * DZ-16: From is at the agreed subdomain, exactly, and neither a display name, a comment nor a group shows an address
 * at another domain. Source: (1); the exact domain and the names are [A].
 */
export const checkFromSubdomain: Check<CapturedMail, SubdomainExpectation> = (mail, { subdomain }) => {
  const headers = headersNamed(mail, "from");
  const addresses = headers.flatMap(readAddresses);
  const shown = headers.flatMap((header) => domainsShownIn(decodeEncodedWords(header)));
  const wrong = addresses.map(domainOf).filter((domain) => domain !== subdomain.toLowerCase());
  const faults = [
    ...(addresses.length === 1 ? [] : [`${addresses.length} From addresses`]),
    ...wrong.map((domain) => `From at ${domain || "no domain"}`),
    ...(shown.some((domain) => domain !== subdomain.toLowerCase()) ? ["From shows an address at another domain"] : []),
  ];
  const hint =
    "Send with a From address at the subdomain that the issuer shared and signs for, and no other in its name.";
  return concludeForm("DZ-16", mail, {
    expected: `one From at ${subdomain}`,
    hint,
    faults,
    held: `From at ${subdomain}`,
  });
};

/** The domain of whatever a reader takes for an address, wherever in the header it stands. */
function domainsShownIn(header: string): readonly string[] {
  const found = header.matchAll(/[^\s<>"(),;:@\\]@([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)/gu);
  return [...found].map(([, domain = ""]) => domain.toLowerCase());
}

function recipientFaults(place: string, addresses: readonly string[], contact: string): readonly string[] {
  if (addresses.length !== 1) return [`${place} names ${addresses.length} recipients`];
  return addresses.every((address) => sameAddress(address, contact)) ? [] : [`${place} is not the contact`];
}
