import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { languageFolders } from "./language-folders.ts";
import { withoutLastBreak } from "./load-language-templates.ts";
import { readTemplateFile } from "./read-template-file.ts";
import { type ScannedTemplate, scanTemplate } from "./scan-template.ts";
import { TemplateError } from "./template-fault.ts";
import { partFiles, type TemplatePart, templateParts } from "./template-part.ts";
import { defaultSyntax, type TemplateSyntax } from "./template-set.ts";

/** An issuer's templates as they lie there, right or wrong. */
export interface TemplateFolder {
  readonly name: string;
  readonly syntax: TemplateSyntax;
  readonly languages: readonly ScannedLanguage[];
  /** Of the folder itself: names that are no language. */
  readonly faults: readonly TemplateError[];
}

export interface ScannedLanguage {
  /** The folder's name. */
  readonly language: string;
  /** Relative to the folder the templates were named by, like `fr`. */
  readonly folder: string;
  readonly templates: Partial<Readonly<Record<TemplatePart, ScannedTemplate>>>;
}

/**
 * Reads every template of an issuer and keeps what is wrong with each, where `loadTemplateSet` stops at the first.
 * Throws TEMPLATE_FOLDER_UNREADABLE and TEMPLATE_SYNTAX_INVALID. Places start with the folder's name.
 */
export async function scanTemplateFolder(
  name: string,
  syntax: TemplateSyntax = defaultSyntax,
): Promise<TemplateFolder> {
  const { names, faults } = await languageFolders(name);
  const languages = await Promise.all(names.map((language) => scanLanguage(join(name, language), language, syntax)));
  return { name, syntax, languages, faults };
}

async function scanLanguage(folder: string, language: string, syntax: TemplateSyntax): Promise<ScannedLanguage> {
  // A folder that cannot be looked into holds nothing: TP-01 then tells what is missing, and where.
  const present = new Set(await readdir(folder).catch(() => []));
  const parts = templateParts.filter((part) => present.has(partFiles[part]));
  const scanned = await Promise.all(parts.map(async (part) => [part, await scanFile(folder, part, syntax)] as const));
  return { language, folder, templates: Object.fromEntries(scanned) };
}

async function scanFile(folder: string, part: TemplatePart, syntax: TemplateSyntax): Promise<ScannedTemplate> {
  const file = join(folder, partFiles[part]);
  try {
    const source = await readTemplateFile(file);
    const isOneMessage = part === "sms" || part === "subject";
    return scanTemplate(isOneMessage ? withoutLastBreak(source) : source, file, syntax);
  } catch (error) {
    if (!(error instanceof TemplateError) || error.code === "TEMPLATE_SYNTAX_INVALID") throw error;
    return { file, source: "", part, pieces: [], faults: [error] };
  }
}
