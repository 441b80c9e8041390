import { StepproofError } from "../errors.ts";
import type { TemplateSyntax } from "./template-set.ts";

/** Refuses a syntax that no parser could tell from text. Throws TEMPLATE_SYNTAX_INVALID. */
export function checkSyntax({ otp, panSuffix, open, close }: TemplateSyntax): void {
  if ([open, close].some((delimiter) => !/^[^\s=]+$/.test(delimiter))) {
    throw invalidSyntax(
      "a delimiter is empty or holds a blank or an equals sign",
      'Write delimiters like "{{" and "}}".',
    );
  }
  if ([otp, panSuffix].some((name) => !/^[A-Za-z][\w.-]*$/.test(name))) {
    throw invalidSyntax(
      "a placeholder's name does not start with a letter, or holds other signs",
      'Write a name like "otp".',
    );
  }
  if (otp === panSuffix) throw invalidSyntax("both placeholders have the same name", "Give them different names.");
}

/** How an author writes a placeholder, for messages and hints: `{{otp}}`. */
export const placeholderIn = (syntax: TemplateSyntax, name: "otp" | "panSuffix"): string =>
  `${syntax.open}${syntax[name]}${syntax.close}`;

const invalidSyntax = (what: string, hint: string): StepproofError =>
  new StepproofError("TEMPLATE_SYNTAX_INVALID", `The template syntax cannot be used: ${what}`, {
    hint,
    attribution: "CONFIGURATION",
  });
