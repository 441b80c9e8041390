import Mustache from "mustache";
import { scanTemplate } from "./scan-template.ts";
import type { TemplatePiece } from "./template-piece.ts";
import { defaultSyntax, type Template, type TemplateSyntax } from "./template-set.ts";

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
  const { part, pieces, faults } = scanTemplate(source, file, syntax);
  if (faults[0]) throw faults[0];
  return { file, source, render: rendererOf(pieces, part === "html" ? Mustache.escape : verbatim) };
}

const verbatim = (value: string): string => value;

const rendererOf =
  (pieces: readonly TemplatePiece[], shown: (value: string) => string): Template["render"] =>
  (values) =>
    pieces.map((piece) => (piece.kind === "text" ? piece.text : shown(values[piece.placeholder]))).join("");
