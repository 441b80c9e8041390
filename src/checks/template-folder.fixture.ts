import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../package-root.ts";
import { type ScannedTemplate, scanTemplate } from "../templates/scan-template.ts";
import type { TemplateFolder } from "../templates/scan-template-folder.ts";
import { partFiles, templateParts } from "../templates/template-part.ts";
import { defaultSyntax } from "../templates/template-set.ts";
import type { Finding } from "./finding.ts";
import type { TemplateExpectation } from "./template-expectation.ts";
import { purposePhrases, secrecyPhrases } from "./template-phrases.ts";

/** A folder of templates from texts, by `language/file`. */
export function folderOf(files: Readonly<Record<string, string>>): TemplateFolder {
  const languages = [...new Set(Object.keys(files).map((name) => name.split("/")[0] ?? ""))];
  const scanned = languages.map((language) => {
    const parts = templateParts.flatMap((part): [string, ScannedTemplate][] => {
      const file = `${language}/${partFiles[part]}`;
      const source = files[file];
      return source === undefined ? [] : [[part, scanTemplate(source, file, defaultSyntax)]];
    });
    return { language, folder: language, templates: Object.fromEntries(parts) };
  });
  return { name: "", syntax: defaultSyntax, languages: scanned, faults: [] };
}

const shippedFolder = join(packageRoot, "examples", "meridale-bank", "templates");

/** The shipped templates, by `language/file`. */
export const shippedTemplates: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(shippedFolder).flatMap((language) =>
    Object.values(partFiles).map((file) => [
      `${language}/${file}`,
      readFileSync(join(shippedFolder, language, file), "utf8").replace(/\n$/, ""),
    ]),
  ),
);

const sixDigits = { network: "mastercard", alphabet: "0123456789", length: 6, validityMinutes: 30 };

export const expectationFor = (differing: Partial<TemplateExpectation> = {}): TemplateExpectation => ({
  channels: ["SMS"],
  languages: [],
  fallbacks: {},
  defaultLanguage: "en",
  codes: [sixDigits],
  smsSender: "Meridale",
  host: "meridale.example",
  purpose: purposePhrases,
  secrecy: secrecyPhrases,
  ...differing,
});

/** What is not right, as `place requirement result`. */
export const complaintsIn = (findings: readonly Finding[]): readonly string[] =>
  findings
    .filter(({ result }) => result !== "PASS" && result !== "NOT_APPLICABLE")
    .map(({ place, requirement, result }) => `${place} ${requirement} ${result}`);
