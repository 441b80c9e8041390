import type { CapturedMessage } from "../src/messages/captured-message.ts";
import type { LanguageTemplates, TemplateSet } from "../src/templates/template-set.ts";

/** A piece of literal text by which each language's template is recognised: its longest run between placeholders. */
export function languageMarkers(templates: TemplateSet, kind: CapturedMessage["kind"]): ReadonlyMap<string, string> {
  return new Map([...templates.languages].map(([key, language]) => [key, longestLiteral(sourceOf(language, kind))]));
}

/** The rule in its own words: the exact tag, then the language, then what is declared, then the default. Rule: TP-11. */
export function expectedLanguage(
  { languages, fallbacks, defaultLanguage }: TemplateSet,
  tag: string | undefined,
): string {
  const own = [tag?.toLowerCase(), tag?.split("-")[0]?.toLowerCase()].filter((key) => key !== undefined);
  const candidates = [...own, ...own.map((key) => fallbacks?.get(key))];
  return candidates.find((candidate) => candidate !== undefined && languages.has(candidate)) ?? defaultLanguage;
}

const sourceOf = ({ sms, email }: LanguageTemplates, kind: CapturedMessage["kind"]): string =>
  (kind === "sms" ? sms?.source : email?.text.source) ?? "";

function longestLiteral(source: string): string {
  const runs = source.split(/\{\{[^}]*\}\}|\r?\n/).map((run) => run.trim());
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), "");
}
