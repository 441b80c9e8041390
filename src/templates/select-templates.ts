import { StepproofError } from "../errors.ts";
import type { LanguageTemplates, TemplateSet } from "./template-set.ts";

/**
 * The templates for a consumer's `language`: the exact tag, then its language, then what is declared for
 * either, then the default. Rule: TP-11.
 * Case does not matter (`fr-ca` is `fr-CA`). Throws TEMPLATE_DEFAULT_MISSING for a set without its default language.
 */
export function selectTemplates(set: TemplateSet, language?: string): LanguageTemplates {
  const tag = language?.toLowerCase() ?? "";
  const [primary = ""] = tag.split("-");
  const declared = set.fallbacks?.get(tag) ?? set.fallbacks?.get(primary) ?? "";
  const chain = [tag, primary, declared, set.defaultLanguage.toLowerCase()];
  const found = chain.map((key) => set.languages.get(key)).find((templates) => templates !== undefined);
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
