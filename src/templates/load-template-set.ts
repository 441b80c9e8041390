import { join } from "node:path";
import type { DeliveryChannel } from "../contract/d1-issuer.ts";
import { languageFolders } from "./language-folders.ts";
import { loadLanguageTemplates } from "./load-language-templates.ts";
import { defaultMissing } from "./select-templates.ts";
import { defaultSyntax, type LanguageTemplates, type TemplateSet, type TemplateSyntax } from "./template-set.ts";

export interface LoadTemplateSetOptions {
  readonly syntax?: TemplateSyntax;
  /** Default `en`. */
  readonly defaultLanguage?: string;
  /** Which folder serves a language that has none: `de-CH: fr`. */
  readonly fallbacks?: Readonly<Record<string, string>>;
  /** Each of these must be there in every language; without it, a language offers what its folder holds. */
  readonly channels?: readonly DeliveryChannel[];
}

/**
 * Reads an issuer's templates: one folder a language (`fr`, `fr-CA`), in it `sms.txt`, `email.subject.txt`, `email.txt`
 * and, if wanted, `email.html`. Throws what `parseTemplate` and `readTemplateFile` throw, and TEMPLATE_FOLDER_UNREADABLE,
 * TEMPLATE_LANGUAGE_INVALID, TEMPLATE_MISSING, TEMPLATE_DEFAULT_MISSING. Rules: TP-01, TP-13.
 */
export async function loadTemplateSet(folder: string, options: LoadTemplateSetOptions = {}): Promise<TemplateSet> {
  const { syntax = defaultSyntax, defaultLanguage = "en", channels, fallbacks } = options;
  const languages = new Map<string, LanguageTemplates>();
  const { names, faults } = await languageFolders(folder);
  if (faults[0]) throw faults[0];
  for (const language of names) {
    const templates = await loadLanguageTemplates(join(folder, language), {
      language,
      syntax,
      ...(channels && { channels }),
    });
    languages.set(language.toLowerCase(), templates);
  }
  if (!languages.has(defaultLanguage.toLowerCase())) throw defaultMissing(folder, defaultLanguage);
  return {
    name: folder,
    languages,
    defaultLanguage: defaultLanguage.toLowerCase(),
    ...(fallbacks && { fallbacks: inLowerCase(fallbacks) }),
  };
}

const inLowerCase = (fallbacks: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(fallbacks).map(([tag, served]) => [tag.toLowerCase(), served.toLowerCase()]));
