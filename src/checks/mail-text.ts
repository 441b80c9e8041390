import type { CapturedMail } from "../messages/captured-message.ts";
import { type Check, fail, pass, untestable } from "./finding.ts";

/** The templates of the reader's language, filled with this OTP and suffix. */
export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  /** Absent where the language has no HTML template. */
  readonly html?: string;
}

/**
 * EM-12: every part of the mail is the rendered template, character for character; how lines end, and whether the last
 * one does, is the transport's affair. Source: [A].
 */
export const checkMailText: Check<CapturedMail, RenderedMail> = (mail, rendered) => {
  const verdict = { expected: "subject, text part and HTML part as the templates render them", evidence: [mail.id] };
  const hint =
    "Send what the templates say: add nothing, drop nothing, and choose a charset that holds every character.";
  if (rendered.text.trim() === "") {
    const actual = "the rendered text is empty: there is nothing to compare with";
    return untestable("EM-12", { ...verdict, actual, hint: "Give the language a text template." });
  }
  const faults = [
    ...differenceIn("the subject", mail.subject, rendered.subject),
    ...differenceIn("the text part", mail.text, rendered.text),
    ...differenceIn("the HTML part", mail.html, rendered.html),
  ];
  if (faults.length === 0) return pass("EM-12", { ...verdict, actual: "the same to the character" });
  return fail("EM-12", { ...verdict, actual: faults.join("; "), hint });
};

/** Says where, and never what: the text beside the difference may be the code. */
function differenceIn(part: string, sent: string | undefined, rendered: string | undefined): readonly string[] {
  if (sent === undefined) return rendered === undefined ? [] : [`${part} is missing`];
  if (rendered === undefined) return [`${part} is of no template`];
  const [got, wanted] = [toLines(sent), toLines(rendered)];
  const at = wanted.findIndex((line, index) => got[index] !== line);
  if (at >= 0) return [`${part} differs in line ${at + 1}`];
  return got.length > wanted.length ? [`${part} goes on after line ${wanted.length}`] : [];
}

const toLines = (text: string): readonly string[] => text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
