import type { CapturedMail } from "../messages/captured-message.ts";
import type { Check } from "./finding.ts";
import { concludeForm } from "./mail-verdict.ts";

const LONGEST_LINE_OCTETS = 998;

/**
 * EM-03: no line has more than 998 octets, its line end not counted; and lines end in CR LF, for either alone is read as
 * a line end by some servers, and as text by others. Source: RFC 5322 §2.1.1 and §2.3.
 */
export const checkLineLengths: Check<CapturedMail> = (mail) => {
  const text = mail.raw.toString("latin1");
  const tooLong = text.split(/\r?\n/).filter(({ length }) => length > LONGEST_LINE_OCTETS);
  const longest = tooLong.reduce((most, { length }) => Math.max(most, length), 0);
  return concludeForm("EM-03", mail, {
    expected: `lines of at most ${LONGEST_LINE_OCTETS} octets that end in CR LF`,
    hint: "Encode the parts as quoted-printable or base64, fold long headers, and end every line in CR LF.",
    faults: [
      ...(tooLong.length > 0 ? [`${tooLong.length} lines longer, up to ${longest} octets`] : []),
      ...(/(?<!\r)\n|\r(?!\n)/.test(text) ? ["a line end that is half of one"] : []),
    ],
    held: "no line too long",
  });
};
