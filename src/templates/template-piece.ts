import type { TemplatePart } from "./template-part.ts";
import type { TemplateSyntax, TemplateValues } from "./template-set.ts";

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
