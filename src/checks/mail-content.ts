import type { CapturedMail } from "../messages/captured-message.ts";
import { findActiveContent } from "./active-content.ts";
import type { Check } from "./finding.ts";
import { parseHtml } from "./html-tree.ts";
import { concludeForm } from "./mail-verdict.ts";
import { type MimePart, readMimeParts } from "./mime-parts.ts";
import { structureFaultsIn } from "./mime-structure.ts";

/** EM-08: no script, form, remote content or attachment; a picture that the HTML part shows out of the mail is none. Source: [A]. */
export const checkNoActiveContent: Check<CapturedMail> = (mail) => {
  const parts = readMimeParts(mail.raw);
  const pages = [...new Set([mail.html ?? "", ...parts.filter(isPage).map(({ text }) => text)])];
  const active = new Set(pages.flatMap(findActiveContent).map(({ what }) => what));
  const attached = parts.filter((part) => isAttached(part, pages));
  return concludeForm("EM-08", mail, {
    expected: "a mail that runs nothing, asks nothing, fetches nothing and carries no file",
    hint: "Remove it: mail readers block it, and what they fetch tells strangers that the mail was opened.",
    faults: [...active, ...attached.map(({ contentType }) => `an attachment: ${contentType}`)],
    held: "text, and nothing that acts",
    keyword: "SHOULD",
  });
};

const isPage = ({ contentType }: MimePart): boolean => /^(?:text\/html|application\/xhtml\+xml)$/.test(contentType);

function isAttached({ contentType, disposition, contentId }: MimePart, pages: readonly string[]): boolean {
  if (/^application\/(?:x-)?(?:pkcs7|pgp)-signature$/.test(contentType)) return false;
  if (/^text\/(?:plain|html)$/.test(contentType)) return disposition === "attachment";
  const isShown = contentId !== undefined && pages.some((page) => page.includes(`cid:${contentId}`));
  // An SVG file may hold scripts of its own.
  return !(isShown && /^image\/(?!svg)/.test(contentType));
}

/**
 * EM-13: one text part and at most one HTML part, alternatives of each other, the text first; nothing nested in it that
 * no reader opens, every boundary closed, every part in the transfer encoding that it names.
 * Source: RFC 2045 section 6, RFC 2046 section 5.1.
 */
export const checkMimeStructure: Check<CapturedMail> = (mail) =>
  concludeForm("EM-13", mail, {
    expected: "multipart/alternative: the text part, then the HTML part, whole and as they say they are encoded",
    hint: "Let a mail library put the parts together: the text first, the HTML last, no second one of either.",
    faults: [...new Set(structureFaultsIn(mail.raw)), ...sizeFaultsIn(mail)],
    held: "every part in its place",
  });

/** Nobody can look through a page of any size; the other checks then read its words alone. */
const sizeFaultsIn = ({ html = "" }: CapturedMail): readonly string[] =>
  parseHtml(html).isWhole ? [] : ["more HTML than any reader shows"];

/** EM-14: no two mails share a Message-ID: readers and relays drop the second. Source: RFC 5322 §3.6.4; (48). */
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
