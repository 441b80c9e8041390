import { findCountFaults } from "./placeholder-counts.ts";
import { findSubjectFaults } from "./subject-line.ts";
import { type TemplateError, templateFault } from "./template-fault.ts";
import { type TemplatePart, toTemplatePart } from "./template-part.ts";
import type { TemplateOrigin, TemplatePiece } from "./template-piece.ts";
import type { TemplateSyntax } from "./template-set.ts";
import { checkSyntax } from "./template-syntax.ts";
import { readTag } from "./template-tag.ts";

/** One text with placeholders as it was read, and everything that keeps it from being used. */
export interface ScannedTemplate {
  readonly file: string;
  readonly source: string;
  readonly part: TemplatePart;
  /** What could be read, in order. */
  readonly pieces: readonly TemplatePiece[];
  /** Those of tags in the order of the file, then those of the whole. */
  readonly faults: readonly TemplateError[];
}

/**
 * Reads one text and finds all its faults, where `parseTemplate` stops at the first. How often the placeholders stand
 * there is only counted once every tag could be read: a misspelt one is no missing one as well. Rules: TP-02, TP-04,
 * TP-13. Throws TEMPLATE_SYNTAX_INVALID.
 */
export function scanTemplate(source: string, file: string, syntax: TemplateSyntax): ScannedTemplate {
  checkSyntax(syntax);
  const part = toTemplatePart(file);
  const origin = { file, source, part, syntax };
  const { pieces, faults } = readPieces(origin);
  const whole = [
    ...(faults.length === 0 ? findCountFaults(pieces, origin) : []),
    ...(part === "subject" ? findSubjectFaults(source, file) : []),
  ];
  return { file, source, part, pieces, faults: [...faults, ...whole] };
}

/**
 * Mustache itself gives up at the first tag that it cannot read, and then tells of nothing else; where there is nothing
 * to tell, the pieces are the tokens that it finds.
 */
function readPieces(origin: TemplateOrigin): Pick<ScannedTemplate, "pieces" | "faults"> {
  const { file, source, syntax } = origin;
  const pieces: TemplatePiece[] = [];
  const faults: TemplateError[] = [];
  for (let at = 0; at < source.length; ) {
    const opening = source.indexOf(syntax.open, at);
    const start = opening < 0 ? source.length : opening;
    if (start > at) pieces.push({ kind: "text", text: source.slice(at, start), start: at });
    faults.push(...strayDelimiters(origin, at, start));
    if (opening < 0) break;
    const tag = readTag(source, start, syntax);
    if ("placeholder" in tag) pieces.push({ kind: "placeholder", placeholder: tag.placeholder, start });
    else faults.push(templateFault({ file, source, offset: start }, tag.complaint));
    at = tag.end;
  }
  return { pieces, faults };
}

/** A closing delimiter with no opening is a misspelt placeholder – except in HTML, where style sheets close blocks. */
function strayDelimiters(
  { file, source, part, syntax }: TemplateOrigin,
  from: number,
  to: number,
): readonly TemplateError[] {
  const { open, close, panSuffix } = syntax;
  if (part === "html" || close.length < 2) return [];
  const faults: TemplateError[] = [];
  const complaint = {
    code: "TEMPLATE_STRAY_DELIMITER",
    what: `"${close}" closes a tag that was never opened`,
    hint: `Write a placeholder in full, like ${open}${panSuffix}${close}.`,
  };
  const text = source.slice(0, to);
  for (let at = text.indexOf(close, from); at >= 0; at = text.indexOf(close, at + close.length)) {
    faults.push(templateFault({ file, source, offset: at }, complaint));
  }
  return faults;
}
