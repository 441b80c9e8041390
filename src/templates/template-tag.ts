import type { TemplateComplaint } from "./template-fault.ts";
import type { TemplateSyntax, TemplateValues } from "./template-set.ts";
import { placeholderIn } from "./template-syntax.ts";

/** Where a tag ends, and what it is: one of the two placeholders, or what templates may not hold. */
export type TemplateTag = { readonly end: number } & (
  | { readonly placeholder: keyof TemplateValues }
  | { readonly complaint: TemplateComplaint }
);

/**
 * Reads the tag that opens at `start`, as Mustache would: blanks inside do not matter. Only the two placeholders pass:
 * Mustache renders unknown names as nothing and reaches into prototypes (`{{constructor.name}}`), so an allow-list is
 * the only safe reading. A tag that is never closed, or in which another opens, ends behind its opening, so that what
 * follows is still judged. Rules: TP-04, TP-13.
 */
export function readTag(source: string, start: number, syntax: TemplateSyntax): TemplateTag {
  const inside = start + syntax.open.length;
  const kind = kindOf(source, inside);
  const closing = closingOf(kind, syntax);
  const closed = source.indexOf(closing, inside);
  if (closed < 0 || source.slice(inside, closed).includes(syntax.open)) {
    return { end: inside, complaint: unclosed(kind, syntax) };
  }
  const end = closed + closing.length;
  const written = excerpt(source.slice(start, end));
  if (kind !== undefined) return { end, complaint: unsupportedTag(kind, written, syntax) };
  const name = source.slice(inside, closed).trim();
  const placeholder = (["otp", "panSuffix"] as const).find((each) => syntax[each] === name);
  return placeholder ? { end, placeholder } : { end, complaint: unknownPlaceholder(written, syntax) };
}

const unsupportedKinds = {
  "#": "a section",
  "/": "the end of a section",
  "^": "an inverted section",
  ">": "a partial",
  "!": "a comment",
  "=": "a change of delimiters",
  "&": "an unescaped placeholder",
  "{": "an unescaped placeholder",
} as const;
type TagKind = keyof typeof unsupportedKinds;

function kindOf(source: string, inside: number): TagKind | undefined {
  const first = source.slice(inside).trimStart()[0] ?? "";
  return isKind(first) ? first : undefined;
}

const isKind = (sign: string): sign is TagKind => Object.hasOwn(unsupportedKinds, sign);

function closingOf(kind: TagKind | undefined, { close }: TemplateSyntax): string {
  if (kind === "{") return `}${close}`;
  return kind === "=" ? `=${close}` : close;
}

/** A section that is left open is a section all the same. */
const unclosed = (kind: TagKind | undefined, syntax: TemplateSyntax): TemplateComplaint =>
  kind === "#" || kind === "^" || kind === "/"
    ? unsupportedTag(kind, syntax.open + kind, syntax)
    : {
        code: "TEMPLATE_UNCLOSED_TAG",
        what: `a tag is opened with "${syntax.open}" and never closed`,
        hint: "Close the tag, or remove its opening.",
      };

const unsupportedTag = (kind: TagKind, written: string, syntax: TemplateSyntax): TemplateComplaint => ({
  code: "TEMPLATE_UNSUPPORTED_TAG",
  what: `${written} is ${unsupportedKinds[kind]} that templates may not hold`,
  hint: `Remove it; write only ${placeholderIn(syntax, "otp")} and ${placeholderIn(syntax, "panSuffix")}.`,
});

const unknownPlaceholder = (written: string, syntax: TemplateSyntax): TemplateComplaint => ({
  code: "TEMPLATE_UNKNOWN_PLACEHOLDER",
  what: `${written} is not a placeholder`,
  hint: `Write ${placeholderIn(syntax, "otp")} for the code or ${placeholderIn(syntax, "panSuffix")} for the card's last four digits; there is no other.`,
});

const excerpt = (written: string): string => {
  const line = written.replace(/\s+/g, " ");
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
};
