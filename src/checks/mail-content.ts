import type { CapturedMail } from "../messages/captured-message.ts";
import { findActiveContent } from "./active-content.ts";
import type { Check } from "./finding.ts";
import { concludeForm } from "./mail-verdict.ts";
import { readMimeParts } from "./mime-parts.ts";

/** EM-08: no script, form, remote content or attachment. Source: [A]. */
export const checkNoActiveContent: Check<CapturedMail> = (mail) =>
  concludeForm("EM-08", mail, {
    expected: "a mail that runs nothing, asks nothing, fetches nothing and carries no file",
    hint: "Remove it: mail readers block it, and what they fetch tells strangers that the mail was opened.",
    faults: [
      ...findActiveContent(mail.html ?? "").map(({ what }) => what),
      ...mail.attachments.map(({ contentType }) => `an attachment: ${contentType}`),
    ],
    held: "text, and nothing that acts",
    keyword: "SHOULD",
  });

const shown = ["text/plain", "text/html"] as const;

/**
 * EM-13: one text part and at most one HTML part, the text first: a reader shows the last one that it can.
 * Source: RFC 2046 section 5.1.4, verify clause.
 */
export const checkMimeStructure: Check<CapturedMail> = (mail) => {
  const types = readMimeParts(mail.raw).map(({ contentType }) => contentType);
  const bodies = types.filter((type) => (shown as readonly string[]).includes(type));
  const repeated = shown.filter((type) => bodies.filter((body) => body === type).length > 1);
  const faults = [
    ...repeated.map((type) => `more than one ${type} part`),
    ...(bodies[0] === "text/html" && bodies.includes("text/plain")
      ? ["the HTML part stands before the text part"]
      : []),
    ...(types.includes("message/rfc822") ? ["another mail inside this one"] : []),
  ];
  return concludeForm("EM-13", mail, {
    expected: "multipart/alternative: the text part, then the HTML part, one of each at most",
    hint: "Put the text part first and the HTML part last, and send no second one of either.",
    faults,
    held: bodies.join(", then "),
  });
};

/** EM-14: no two mails share a Message-ID: readers and relays drop the second. Source: RFC 5322 §3.6.4, verify clause; (48). */
export const checkMessageIdsUnique: Check<CapturedMail, { readonly others: readonly CapturedMail[] }> = (
  mail,
  { others },
) => {
  const own = messageIdOf(mail);
  // The copies of one mail to several recipients are one mail.
  const twins = others.filter((other) => other.raw !== mail.raw && messageIdOf(other) === own);
  return concludeForm("EM-14", mail, {
    expected: "a Message-ID of its own",
    hint: "Make the Message-ID anew for each mail, resends included.",
    faults: own !== undefined && twins.length > 0 ? [`${twins.length} other mail(s) with the same Message-ID`] : [],
    held: "no other mail has it",
  });
};

const messageIdOf = ({ headers }: CapturedMail): string | undefined =>
  headers.find(([name]) => name.toLowerCase() === "message-id")?.[1];
