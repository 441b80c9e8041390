import type { CapturedMail } from "../messages/captured-message.ts";
import type { MailAuthentication, SeenSignature } from "../messages/mail-authentication.ts";
import type { Check } from "./finding.ts";
import { concludeForm } from "./mail-verdict.ts";

/** What a receiver found of who sent the mail. */
export interface MailAuthFound {
  readonly authentication: MailAuthentication;
}

/**
 * DZ-13: a DKIM signature at the From domain verifies, signs From and the whole body, and is not of SHA-1. One that
 * is expired, or whose key is short of 1024 bits, does not verify. Source: RFC 6376 §5.4 and §8.2, RFC 8301 §3.1.
 */
export const checkDkimSignature: Check<CapturedMail, MailAuthFound> = (mail, { authentication: { dkim } }) =>
  concludeForm("DZ-13", mail, {
    expected: "a signature that verifies, signs From and the whole body, and is not of SHA-1",
    hint: "Sign as the last one to touch the mail, with the key of the published selector, rsa-sha256, From in h= and no l=.",
    faults: dkim.some((signature) => faultsOf(signature).length === 0) ? [] : complaints(dkim),
    held: "a good signature",
  });

const complaints = (dkim: readonly SeenSignature[]): readonly string[] =>
  dkim.length === 0 ? ["no DKIM signature"] : dkim.flatMap(faultsOf);

function faultsOf({ result, comment, algorithm, signedHeaders, bodyLength }: SeenSignature): readonly string[] {
  return [
    ...(result === "pass" ? [] : [`a signature is ${result}${comment ? ` (${comment})` : ""}`]),
    ...(signedHeaders.includes("from") ? [] : ["From is not signed"]),
    ...(algorithm.endsWith("-sha1") ? ["signed with SHA-1"] : []),
    ...(bodyLength === undefined ? [] : ["l= leaves the end of the body unsigned"]),
  ];
}
