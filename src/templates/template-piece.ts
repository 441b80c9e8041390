import { type TemplateComplaint, type TemplateError, templateFault } from "./template-fault.ts";
import type { TemplatePart } from "./template-part.ts";
import type { TemplateSyntax, TemplateValues } from "./template-set.ts";
import { placeholderIn } from "./template-syntax.ts";

/** Mustache's token: kind, text or name, and the offsets of its first character and behind its last. */
export type MustacheToken = readonly [kind: string, value: string, start: number, end: number];

export type TemplatePiece =
  | { readonly kind: "text"; readonly text: string; readonly start: number }
  | { readonly kind: "placeholder"; readonly placeholder: keyof TemplateValues; readonly start: number };

/** The template a piece was cut from. */
export interface TemplateOrigin {
  readonly file: string;
  readonly source: string;
  readonly part: TemplatePart;
  readonly syntax: TemplateSyntax;
}

/**
 * Lets text and the two placeholders pass and refuses every other token: Mustache renders unknown names as nothing
 * and reaches into prototypes (`{{constructor.name}}`), so an allow-list is the only safe reading. Rule: TP-04, TP-13.
 */
export function toPiece([kind, value, start, end]: MustacheToken, origin: TemplateOrigin): TemplatePiece {
  if (kind === "text") return toText(value, start, origin);
  const written = excerpt(origin.source.slice(start, end));
  if (kind !== "name") throw faultAt(start, origin, unsupportedTag(kind, written, origin.syntax));
  const placeholder = (["otp", "panSuffix"] as const).find((name) => origin.syntax[name] === value);
  if (placeholder === undefined) throw faultAt(start, origin, unknownPlaceholder(written, origin.syntax));
  return { kind: "placeholder", placeholder, start };
}

/** A closing delimiter with no opening is a misspelt placeholder – except in HTML, where style sheets close blocks. */
function toText(text: string, start: number, origin: TemplateOrigin): TemplatePiece {
  const { close } = origin.syntax;
  const stray = origin.part === "html" || close.length < 2 ? -1 : text.indexOf(close);
  if (stray >= 0) throw faultAt(start + stray, origin, strayDelimiter(origin.syntax));
  return { kind: "text", text, start };
}

const faultAt = (offset: number, { file, source }: TemplateOrigin, complaint: TemplateComplaint): TemplateError =>
  templateFault({ file, source, offset }, complaint);

const unsupportedKinds: Readonly<Record<string, string>> = {
  "#": "a section",
  "^": "an inverted section",
  ">": "a partial",
  "!": "a comment",
  "=": "a change of delimiters",
  "&": "an unescaped placeholder",
};

const unsupportedTag = (kind: string, written: string, syntax: TemplateSyntax): TemplateComplaint => ({
  code: "TEMPLATE_UNSUPPORTED_TAG",
  what: `${written} is ${unsupportedKinds[kind] ?? "a tag"} that templates may not hold`,
  hint: `Remove it; write only ${placeholderIn(syntax, "otp")} and ${placeholderIn(syntax, "panSuffix")}.`,
});

const unknownPlaceholder = (written: string, syntax: TemplateSyntax): TemplateComplaint => ({
  code: "TEMPLATE_UNKNOWN_PLACEHOLDER",
  what: `${written} is not a placeholder`,
  hint: `Write ${placeholderIn(syntax, "otp")} for the code or ${placeholderIn(syntax, "panSuffix")} for the card's last four digits; there is no other.`,
});

const strayDelimiter = (syntax: TemplateSyntax): TemplateComplaint => ({
  code: "TEMPLATE_STRAY_DELIMITER",
  what: `"${syntax.close}" closes a tag that was never opened`,
  hint: `Write a placeholder in full, like ${placeholderIn(syntax, "panSuffix")}.`,
});

const excerpt = (written: string): string => {
  const line = written.replace(/\s+/g, " ");
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
};
