import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { DeliveryChannel } from "../contract/d1-issuer.ts";
import { loadLanguageTemplates } from "./load-language-templates.ts";
import { defaultMissing } from "./select-templates.ts";
import { templateFileFault } from "./template-fault.ts";
import { defaultSyntax, type LanguageTemplates, type TemplateSet, type TemplateSyntax } from "./template-set.ts";

export interface LoadTemplateSetOptions {
  readonly syntax?: TemplateSyntax;
  /** Default `en`. */
  readonly defaultLanguage?: string;
  /** Each of these must be there in every language; without it, a language offers what its folder holds. */
  readonly channels?: readonly DeliveryChannel[];
}

/**
 * Reads an issuer's templates: one folder a language (`fr`, `fr-CA`), in it `sms.txt`, `email.subject.txt`, `email.txt`
 * and, if wanted, `email.html`. Throws what `parseTemplate` and `readTemplateFile` throw, and TEMPLATE_FOLDER_UNREADABLE,
 * TEMPLATE_LANGUAGE_INVALID, TEMPLATE_MISSING, TEMPLATE_DEFAULT_MISSING. Rules: TP-01, TP-13.
 */
export async function loadTemplateSet(folder: string, options: LoadTemplateSetOptions = {}): Promise<TemplateSet> {
  const { syntax = defaultSyntax, defaultLanguage = "en", channels } = options;
  const languages = new Map<string, LanguageTemplates>();
  for (const language of await languageFolders(folder)) {
    const templates = await loadLanguageTemplates(join(folder, language), {
      language,
      syntax,
      ...(channels && { channels }),
    });
    if (languages.has(language.toLowerCase())) throw invalidLanguage(folder, language, "stands there twice");
    languages.set(language.toLowerCase(), templates);
  }
  if (!languages.has(defaultLanguage.toLowerCase())) throw defaultMissing(folder, defaultLanguage);
  return { name: folder, languages, defaultLanguage: defaultLanguage.toLowerCase() };
}

/** Sorted, so that the same folder gives the same first error on every machine. */
async function languageFolders(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error) => {
    throw templateFileFault(folder, folderUnreadable, error);
  });
  const names = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith(".")).map(({ name }) => name);
  const strange = names.find((name) => !/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(name));
  if (strange !== undefined) throw invalidLanguage(folder, strange, "is not a language tag");
  return names.sort();
}

const folderUnreadable = {
  code: "TEMPLATE_FOLDER_UNREADABLE",
  what: "the folder of the templates cannot be read",
  hint: "Name a folder that holds one folder a language.",
} as const;

const invalidLanguage = (folder: string, language: string, what: string): Error =>
  templateFileFault(join(folder, language), {
    code: "TEMPLATE_LANGUAGE_INVALID",
    what: `the folder ${what}`,
    hint: 'Name each language folder once, by a tag like "fr" or "fr-CA".',
  });
