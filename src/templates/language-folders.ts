import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type TemplateError, templateFileFault } from "./template-fault.ts";

export interface LanguageFolders {
  /** Sorted, so that the same folder gives the same first error on every machine. */
  readonly names: readonly string[];
  /** Folders whose names are no language, or the same one again: TEMPLATE_LANGUAGE_INVALID. */
  readonly faults: readonly TemplateError[];
}

/** The folders of templates, one a language. Throws TEMPLATE_FOLDER_UNREADABLE. */
export async function languageFolders(folder: string): Promise<LanguageFolders> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error) => {
    throw templateFileFault(folder, folderUnreadable, error);
  });
  const all = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith(".")).map(({ name }) => name);
  const sorted = all.sort();
  const names = sorted.filter((name) => isLanguageTag(name) && !isRepeated(name, sorted));
  const faults = sorted.filter((name) => !names.includes(name)).map((name) => invalidLanguage(folder, name));
  return { names, faults };
}

const isLanguageTag = (name: string): boolean => /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(name);

const isRepeated = (name: string, sorted: readonly string[]): boolean =>
  sorted.findIndex((other) => other.toLowerCase() === name.toLowerCase()) < sorted.indexOf(name);

const folderUnreadable = {
  code: "TEMPLATE_FOLDER_UNREADABLE",
  what: "the folder of the templates cannot be read",
  hint: "Name a folder that holds one folder a language.",
} as const;

const invalidLanguage = (folder: string, name: string): TemplateError =>
  templateFileFault(join(folder, name), {
    code: "TEMPLATE_LANGUAGE_INVALID",
    what: isLanguageTag(name) ? "the folder stands there twice" : "the folder is not a language tag",
    hint: 'Name each language folder once, by a tag like "fr" or "fr-CA".',
  });
