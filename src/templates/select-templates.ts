import { StepproofError } from "../errors.ts";
import type { LanguageTemplates, TemplateSet } from "./template-set.ts";

/**
 * The templates for a consumer's `language`: the exact tag, then its language, then the default. Rule: TP-11.
 * Case does not matter (`fr-ca` is `fr-CA`). Throws TEMPLATE_DEFAULT_MISSING for a set without its default language.
 */
export function selectTemplates(set: TemplateSet, language?: string): LanguageTemplates {
  const tag = language?.toLowerCase() ?? "";
  const [primary = ""] = tag.split("-");
  const found =
    set.languages.get(tag) ?? set.languages.get(primary) ?? set.languages.get(set.defaultLanguage.toLowerCase());
  if (found === undefined) throw defaultMissing(set.name, set.defaultLanguage);
  return found;
}

/** The error of a set that cannot serve everybody. */
export const defaultMissing = (name: string, defaultLanguage: string): StepproofError =>
  new StepproofError(
    "TEMPLATE_DEFAULT_MISSING",
    `${name}: there are no templates for the default language "${defaultLanguage}"`,
    {
      hint: `Add the folder "${defaultLanguage}", or name another default language.`,
      attribution: "CONFIGURATION",
    },
  );
