import type { EpochMs } from "../../src/clock.ts";
import { fieldName, splitMail } from "../../src/mail-auth/header-fields.ts";
import { RECEIVER } from "../../src/mail-auth/verify-mail.ts";
import type { CapturedMail } from "../../src/messages/captured-message.ts";
import type { MailAuthentication } from "../../src/messages/mail-authentication.ts";

/** Who handed a mail over, and what was found of that. */
export interface HandOver {
  readonly clientIp: string;
  readonly now: EpochMs;
  readonly authentication?: MailAuthentication;
}

/** What a receiver writes above a mail, without its recipients. Source: RFC 8601 §4 and §5, RFC 5321 §4.4. */
export function traceHeaders(
  { helo, secure }: { readonly helo: string; readonly secure: boolean },
  { clientIp, now, authentication }: HandOver,
): CapturedMail["headers"] {
  const date = new Date(now).toUTCString().replace("GMT", "+0000");
  const greeted = /^[\w.:[\]-]{1,255}$/.test(helo) ? helo : "unknown";
  const received = `from ${greeted} ([${clientIp}]) by ${RECEIVER} with ${secure ? "ESMTPS" : "ESMTP"}; ${date}`;
  return [
    ...(authentication ? [["Authentication-Results", authentication.authenticationResults] as const] : []),
    ["Received", received],
  ];
}

/**
 * The mail as a mailbox keeps it: the receiver's trace first, and no result that a sender claims in the receiver's
 * name (RFC 8601 §5). The rest is to the octet what came, so that signatures still verify.
 */
export function toFiledMail({ raw, trace = [] }: Pick<CapturedMail, "raw" | "trace">): Buffer {
  const written = trace.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  const forged = splitMail(raw).fields.filter(isClaim);
  const honest = forged.reduce((text, field) => text.replace(`${field}\r\n`, ""), raw.toString("latin1"));
  return Buffer.from(written + honest, "latin1");
}

const isClaim = (field: string): boolean =>
  fieldName(field) === "authentication-results" &&
  field
    .slice(field.indexOf(":") + 1)
    .trim()
    .toLowerCase()
    .startsWith(RECEIVER);
