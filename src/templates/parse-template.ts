import Mustache from "mustache";
import { checkPlaceholderCounts } from "./placeholder-counts.ts";
import { checkSubjectLine } from "./subject-line.ts";
import { templateFault } from "./template-fault.ts";
import { toTemplatePart } from "./template-part.ts";
import { type MustacheToken, type TemplatePiece, toPiece } from "./template-piece.ts";
import { defaultSyntax, type Template, type TemplateSyntax } from "./template-set.ts";
import { checkSyntax } from "./template-syntax.ts";

/**
 * Checks one text and makes it renderable. Whether it is an SMS, a subject, a text or an HTML part follows from the
 * file's name (`toTemplatePart`); only HTML escapes the two values. Rendering joins pieces, it never parses again, so
 * a value shaped like a placeholder stays as it is. Rules: TP-02, TP-04, TP-05, TP-13.
 *
 * Throws StepproofError, its message starting with `file:line:column`: TEMPLATE_UNKNOWN_PLACEHOLDER,
 * TEMPLATE_UNSUPPORTED_TAG, TEMPLATE_UNCLOSED_TAG, TEMPLATE_STRAY_DELIMITER, TEMPLATE_MISSING_PLACEHOLDER,
 * TEMPLATE_REPEATED_PLACEHOLDER, TEMPLATE_MISPLACED_PLACEHOLDER, TEMPLATE_SUBJECT_INVALID, TEMPLATE_SYNTAX_INVALID.
 *
 * @example parseTemplate("{{otp}} adds card **{{panSuffix}} to your wallet.", "en/sms.txt").render({ otp: "004217", panSuffix: "1234" })
 */
export function parseTemplate(source: string, file: string, syntax: TemplateSyntax = defaultSyntax): Template {
  checkSyntax(syntax);
  const part = toTemplatePart(file);
  const pieces = tokensOf(source, file, syntax).map((token) => toPiece(token, { file, source, part, syntax }));
  checkPlaceholderCounts(pieces, { file, source, part, syntax });
  if (part === "subject") checkSubjectLine(source, file);
  return { file, source, render: part === "html" ? rendererOf(pieces, Mustache.escape) : rendererOf(pieces, verbatim) };
}

const verbatim = (value: string): string => value;

const rendererOf =
  (pieces: readonly TemplatePiece[], shown: (value: string) => string): Template["render"] =>
  (values) =>
    pieces.map((piece) => (piece.kind === "text" ? piece.text : shown(values[piece.placeholder]))).join("");

/** A writer of its own for each parse: the shared one caches every template it ever saw. */
function tokensOf(source: string, file: string, { open, close }: TemplateSyntax): readonly MustacheToken[] {
  try {
    return new Mustache.Writer().parse(source, [open, close]);
  } catch {
    throw unparsable(source, file, open);
  }
}

/** Mustache reports where it gave up, which is mostly the end of the file; the reader wants the tag that is to blame. */
function unparsable(source: string, file: string, open: string): Error {
  const section = source.search(new RegExp(`${literal(open)}\\s*[#^/]`));
  if (section >= 0) {
    return templateFault(
      { file, source, offset: section },
      {
        code: "TEMPLATE_UNSUPPORTED_TAG",
        what: "a section is opened or closed",
        hint: "Write the text without conditions and loops; only the two placeholders are filled in.",
      },
    );
  }
  return templateFault(
    { file, source, offset: Math.max(source.lastIndexOf(open), 0) },
    {
      code: "TEMPLATE_UNCLOSED_TAG",
      what: `a tag is opened with "${open}" and never closed`,
      hint: "Close the tag, or remove its opening.",
    },
  );
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
