import type { ScannedTemplate } from "../templates/scan-template.ts";
import type { TemplateFolder } from "../templates/scan-template-folder.ts";
import { placeOf } from "../templates/template-fault.ts";
import type { TemplatePart } from "../templates/template-part.ts";
import { type Finding, fail, pass, warn } from "./finding.ts";

/** A rule over templates, as its findings will word it. */
export interface TemplateRule {
  readonly requirement: string;
  readonly expected: string;
  readonly hint: string;
  /** Default MUST: a fault is a FAIL; of a SHOULD it is a WARN. */
  readonly keyword?: "MUST" | "SHOULD";
}

/** One thing wrong in a template. */
export interface TemplateFault {
  /** `file:line:column`, or a file or folder as a whole. */
  readonly place: string;
  readonly what: string;
  /** Where the rule's own hint says too little. */
  readonly hint?: string;
}

/** A finding a fault; one that says that the rule holds where there is none. */
export function judgeTemplates(
  { requirement, expected, hint, keyword }: TemplateRule,
  faults: readonly TemplateFault[],
): readonly Finding[] {
  if (faults.length === 0) return [pass(requirement, { expected, actual: "holds in every template", evidence: [] })];
  const complain = keyword === "SHOULD" ? warn : fail;
  return faults.map(({ place, what, hint: own = hint }) =>
    complain(requirement, {
      expected,
      actual: what,
      hint: own,
      attribution: "CONFIGURATION",
      place,
      evidence: [place],
    }),
  );
}

/** A template that could be read whole, and whose it is. */
export interface SoundTemplate extends ScannedTemplate {
  readonly language: string;
}

/** Every template without a fault of its own, of the given parts: only those say something. */
export function soundTemplates(folder: TemplateFolder, parts: readonly TemplatePart[]): readonly SoundTemplate[] {
  return folder.languages.flatMap(({ language, templates }) =>
    parts.flatMap((part) => {
      const template = templates[part];
      return template && template.faults.length === 0 ? [{ ...template, language }] : [];
    }),
  );
}

/** Where the text begins that a pattern finds; the template's first character where it does not. */
export function placeIn({ file, source }: Pick<ScannedTemplate, "file" | "source">, offset: number): string {
  return placeOf({ file, source, offset: Math.max(offset, 0) });
}

/** Where the template's first placeholder of a kind stands. */
export function placeOfPlaceholder(template: ScannedTemplate, placeholder: "otp" | "panSuffix"): string {
  const found = template.pieces.find((piece) => piece.kind === "placeholder" && piece.placeholder === placeholder);
  return placeIn(template, found?.start ?? 0);
}

/** The message that the template makes of a code and a suffix. */
export function renderSample(template: ScannedTemplate, otp: string, panSuffix: string): string {
  const values = { otp, panSuffix };
  return template.pieces.map((piece) => (piece.kind === "text" ? piece.text : values[piece.placeholder])).join("");
}
