import { type TemplateError, templateFault } from "./template-fault.ts";
import type { TemplateOrigin, TemplatePiece } from "./template-piece.ts";
import { placeholderIn } from "./template-syntax.ts";

type Placeholder = Extract<TemplatePiece, { kind: "placeholder" }>;

/**
 * The code stands exactly once in an SMS, a text and an HTML part, and not at all in a subject (TP-02, EM-10); the
 * origin-bound last line of an SMS carries it a second time. The suffix is only advised (TP-03), so it is not judged here.
 */
export function findCountFaults(pieces: readonly TemplatePiece[], origin: TemplateOrigin): readonly TemplateError[] {
  const placeholders = pieces.filter((piece) => piece.kind === "placeholder");
  if (origin.part === "subject") return placeholders.map((piece) => misplaced(piece, origin));
  const codes = placeholders.filter((piece) => piece.placeholder === "otp" && !isOriginBound(piece, origin));
  if (codes.length === 0) return [missingOtp(origin)];
  return codes.slice(1).map((piece) => repeatedOtp(piece, origin));
}

function misplaced({ placeholder, start }: Placeholder, { file, source, syntax }: TemplateOrigin): TemplateError {
  return templateFault(
    { file, source, offset: start },
    {
      code: "TEMPLATE_MISPLACED_PLACEHOLDER",
      what: `${placeholderIn(syntax, placeholder)} stands in a subject`,
      hint: "Move it into the body: subjects are shown on locked screens and written to mail logs.",
    },
  );
}

/** `@host #code`, optionally ` @embedded`, as the last line: message-rules.md section 4, (40). */
function isOriginBound({ start }: Placeholder, { part, source, syntax }: TemplateOrigin): boolean {
  if (part !== "sms") return false;
  const lastLineStart = source.lastIndexOf("\n") + 1;
  if (lastLineStart === 0 || start < lastLineStart) return false;
  const end = source.indexOf(syntax.close, start + 1) + syntax.close.length;
  return /^@\S+ #$/.test(source.slice(lastLineStart, start)) && /^( @\S+)?$/.test(source.slice(end));
}

function missingOtp({ file, source, syntax }: TemplateOrigin): TemplateError {
  const written = placeholderIn(syntax, "otp");
  return templateFault(
    { file, source, offset: 0 },
    {
      code: "TEMPLATE_MISSING_PLACEHOLDER",
      what: `the placeholder ${written} is missing`,
      hint: `Write ${written} once, where the code belongs.`,
    },
  );
}

function repeatedOtp({ start }: Placeholder, { file, source, syntax }: TemplateOrigin): TemplateError {
  const written = placeholderIn(syntax, "otp");
  return templateFault(
    { file, source, offset: start },
    {
      code: "TEMPLATE_REPEATED_PLACEHOLDER",
      what: `the placeholder ${written} stands here a second time`,
      hint: `Keep one ${written} in each part.`,
    },
  );
}
