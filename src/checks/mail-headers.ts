import type { CapturedMail } from "../messages/captured-message.ts";
import type { OtpExpectation } from "./expectation.ts";
import { type Check, notApplicable } from "./finding.ts";
import { concludeForm } from "./mail-verdict.ts";
import { findSpellings } from "./secrets-in-text.ts";

/** The values of every header of this name, in any case of it. */
export function headersNamed({ headers }: CapturedMail, name: string): readonly string[] {
  return headers.filter(([header]) => header.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
}

const messageId =
  /^<(?:[^\s<>@()[\]\\,;:"]+|"[^"\\\r\n]+")@(?:[^\s<>@()[\]\\,;:"]+|\[[^\s[\]<>]+\])>(?:\s*\([^()]*\))?$/;

/** EM-01: exactly one From, Date and valid Message-ID; at most one Subject and To. Source: RFC 5322 §3.6. */
export const checkHeaders: Check<CapturedMail> = (mail) => {
  const faults = [
    ...["From", "Date", "Message-ID"].flatMap((name) => wrongCount(mail, name, { least: 1 })),
    ...["Subject", "To"].flatMap((name) => wrongCount(mail, name, { least: 0 })),
    ...headersNamed(mail, "Date").flatMap((date) => (isDate(date) ? [] : ["an unreadable Date"])),
    ...headersNamed(mail, "Message-ID").flatMap((id) => (messageId.test(id.trim()) ? [] : ["an invalid Message-ID"])),
  ];
  return concludeForm("EM-01", mail, {
    expected: "one From, Date and Message-ID, at most one Subject and To",
    hint: "Write each of these headers once, the Message-ID as <unique@your.domain>.",
    faults,
    held: "every header as often as it may be",
  });
};

const dateTime =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),\s*)?\d{1,2}\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s+\d{4}\s+\d{2}:\d{2}(?::\d{2})?\s+(?:[+-]\d{4}|UT|GMT|[ECMP][SD]T)$/i;

/** As RFC 5322 §3.3 writes it, a comment aside: Date.parse would take a year alone, and dates that mail programs do not read. */
function isDate(text: string): boolean {
  const bare = text.replace(/\([^()]*\)/g, "").trim();
  return dateTime.test(bare) && !Number.isNaN(Date.parse(bare));
}

function wrongCount(mail: CapturedMail, name: string, { least }: { readonly least: 0 | 1 }): readonly string[] {
  const count = headersNamed(mail, name).length;
  return count > 1 || count < least ? [`${count} ${name} headers`] : [];
}

/** What the sender, and what the mail servers on the way, may write. */
const expectedHeaders = new Set(
  [
    "from to subject date message-id mime-version sender auto-submitted",
    "content-type content-transfer-encoding content-language content-disposition content-id content-description",
    "importance priority precedence organization feedback-id list-unsubscribe list-unsubscribe-post list-id tls-required expires",
    "received return-path delivered-to dkim-signature received-spf authentication-results",
    "arc-seal arc-message-signature arc-authentication-results",
  ].flatMap((names) => names.split(" ")),
);
/** Written by each server that a mail passes. */
const repeatable =
  /^(?:received|return-path|delivered-to|dkim-signature|received-spf|authentication-results|arc-.*|x-.*)$/;

/** EM-11: header names and count are as expected: no Bcc, Reply-To, Resent-*, no second Subject; X-* are free. Source: [A]. */
export const checkHeaderNames: Check<CapturedMail> = (mail) => {
  const names = mail.headers.map(([name]) => name.trim().toLowerCase());
  const strange = names.filter((name) => !expectedHeaders.has(name) && !/^x-[\x21-\x39\x3b-\x7e]+$/.test(name));
  const repeated = names.filter((name, index) => names.indexOf(name) !== index && !repeatable.test(name));
  return concludeForm("EM-11", mail, {
    expected: "the usual headers, each once",
    hint: "Refuse line breaks in whatever goes into a header, and add no header that a code does not need.",
    // An injected name may be anything, a contact too: only what RFC 5322 knows is quoted.
    faults: [
      ...strange.map((name) => `an unexpected header${quoted(name)}`),
      ...repeated.map((name) => `a second ${name}`),
    ],
    held: `${names.length} headers, all expected`,
  });
};

const quoted = (name: string): string =>
  /^(?:cc|bcc|reply-to|in-reply-to|references|comments|keywords|resent-[a-z-]{1,12})$/.test(name) ? ` ${name}` : "";

/** EM-07: `Auto-Submitted: auto-generated`, so that nobody's absence note answers. Source: RFC 3834 §5. */
export const checkAutoSubmitted: Check<CapturedMail> = (mail) => {
  const values = headersNamed(mail, "Auto-Submitted");
  const isSaid = values.length === 1 && /^\s*auto-generated\s*(?:[;(]|$)/i.test(values[0] ?? "");
  return concludeForm("EM-07", mail, {
    expected: "Auto-Submitted: auto-generated",
    hint: "Add the header Auto-Submitted with the value auto-generated.",
    faults: isSaid ? [] : [values.length === 0 ? "no such header" : "another value, or more than one"],
    held: "the header says so",
    keyword: "SHOULD",
  });
};

/** EM-10: the subject holds no OTP: lock screens show it. Source: [A], cf. SP 800-63B §5.1.3.1 (38). */
export const checkSubjectKeepsOtp: Check<CapturedMail, OtpExpectation> = (mail, { otp }) => {
  // Shorter codes stand in any text by accident; findSpellings does not look for them.
  const faults = findSpellings(mail.subject, otp).length > 0 ? ["the code is in the subject"] : [];
  const hint = "Take the placeholder out of the subject: it shows on locked screens and in lists.";
  return concludeForm("EM-10", mail, {
    expected: "no code in the subject",
    hint,
    faults,
    held: "no code",
    keyword: "SHOULD",
  });
};

/** SE-11: the mail is handed over under TLS. Source: (48). */
export const checkHandedOverUnderTls: Check<CapturedMail> = (mail) => {
  const expected = "a hand-over under TLS";
  if (mail.secure === undefined) {
    const hint = "Let Stepproof's own mail server take the mail.";
    return notApplicable("SE-11", {
      expected,
      actual: "whoever took the mail knows no TLS",
      hint,
      evidence: [mail.id],
    });
  }
  const faults = mail.secure ? [] : ["handed over in clear"];
  const hint = "Use STARTTLS wherever the server offers it.";
  return concludeForm("SE-11", mail, { expected, hint, faults, held: "under TLS", keyword: "SHOULD" });
};
