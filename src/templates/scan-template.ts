import Mustache from "mustache";
import { checkPlaceholderCounts } from "./placeholder-counts.ts";
import { checkSubjectLine } from "./subject-line.ts";
import { TemplateError, templateFault } from "./template-fault.ts";
import { type TemplatePart, toTemplatePart } from "./template-part.ts";
import { type MustacheToken, type TemplatePiece, toPiece } from "./template-piece.ts";
import type { TemplateSyntax } from "./template-set.ts";
import { checkSyntax } from "./template-syntax.ts";

/** One text with placeholders as it was read, and everything that keeps it from being used. */
export interface ScannedTemplate {
  readonly file: string;
  readonly source: string;
  readonly part: TemplatePart;
  /** What could be read, in order. */
  readonly pieces: readonly TemplatePiece[];
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
  const faults: TemplateError[] = [];
  const origin = { file, source, part, syntax };
  const tokens = collect(faults, () => tokensOf(source, file, syntax)) ?? [];
  const pieces = tokens.map((token) => collect(faults, () => toPiece(token, origin)));
  const read = pieces.filter((piece) => piece !== undefined);
  if (faults.length === 0) collect(faults, () => checkPlaceholderCounts(read, origin));
  if (part === "subject") collect(faults, () => checkSubjectLine(source, file));
  return { file, source, part, pieces: read, faults };
}

function collect<Read>(faults: TemplateError[], read: () => Read): Read | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    faults.push(error);
    return undefined;
  }
}

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
