import { join } from "node:path";
import type { ScannedLanguage, TemplateFolder } from "../templates/scan-template-folder.ts";
import type { TemplateError } from "../templates/template-fault.ts";
import { partFiles, type TemplatePart } from "../templates/template-part.ts";
import type { Finding } from "./finding.ts";
import type { TemplateExpectation } from "./template-expectation.ts";
import { judgeTemplates, placeIn, type TemplateFault, type TemplateRule } from "./template-judgement.ts";

/** TP-13: every template file can be read and used. Source: [A]. */
export const checkTemplatesReadable = (folder: TemplateFolder): readonly Finding[] =>
  judgeTemplates(
    {
      requirement: "TP-13",
      expected: "UTF-8 of at most 64 KB, with closed tags and nothing but text and the two placeholders",
      hint: "Correct the file at this place.",
    },
    [...folder.faults.map(toFault), ...faultsOf(folder, (code) => !(code in ruleOfCode))],
  );

/** TP-02: the OTP placeholder stands exactly once in each text part. Source: (1); the count is [A]. */
export const checkOtpPlaceholder = (folder: TemplateFolder): readonly Finding[] =>
  judgeTemplates(
    {
      requirement: "TP-02",
      expected: "the placeholder of the code once; a second time in an origin-bound last line only",
      hint: "Write the placeholder of the code once.",
    },
    faultsOf(folder, (code) => ruleOfCode[code] === "TP-02"),
  );

/** TP-04: no placeholder but the two, in this syntax or any other. Source: (1). */
export const checkOnlyPlaceholders = (folder: TemplateFolder): readonly Finding[] =>
  judgeTemplates(
    {
      requirement: "TP-04",
      expected: "no placeholder but those of the code and of the last four digits",
      hint: "Remove it: D1 fills in the code and the last four digits, and nothing else.",
    },
    [...faultsOf(folder, (code) => ruleOfCode[code] === "TP-04"), ...folder.languages.flatMap(foreignPlaceholders)],
  );

/** EM-10: the subject holds no code. Source: [A]. */
export const checkSubjectTemplate = (folder: TemplateFolder): readonly Finding[] =>
  judgeTemplates(
    {
      requirement: "EM-10",
      expected: "a subject without a placeholder",
      hint: "Move it into the body: subjects are shown on locked screens and written to mail logs.",
    },
    faultsOf(folder, (code) => ruleOfCode[code] === "EM-10"),
  );

/** TP-01: a template for every offered channel and language, and a default. Source: (1); languages and default are [A]. */
export function checkTemplatesComplete(folder: TemplateFolder, expectation: TemplateExpectation): readonly Finding[] {
  const { channels, defaultLanguage, languages, fallbacks } = expectation;
  const rule: TemplateRule = {
    requirement: "TP-01",
    expected: `${channels.join(" and ")} templates for every language, ${defaultLanguage} among them`,
    hint: "Add the file.",
  };
  const served = new Set(folder.languages.map(({ language }) => language.toLowerCase()));
  const unserved = [
    ...(isServed(defaultLanguage, served, {}) ? [] : [defaultLanguage]),
    ...languages.filter((tag) => !isServed(tag, served, fallbacks)),
  ];
  return judgeTemplates(rule, [
    ...[...new Set(unserved)].map((tag) => ({
      place: join(folder.name, tag),
      what: `there are no templates for "${tag}"`,
      hint: `Add the folder "${tag}".`,
    })),
    ...folder.languages.flatMap((language) => missingFiles(language, expectation)),
  ]);
}

/** EM-04: an e-mail has a text part. Source: [A]. */
export const checkTextTemplates = (folder: TemplateFolder): readonly Finding[] =>
  judgeTemplates(
    {
      requirement: "EM-04",
      expected: "an email.txt beside each email.html",
      hint: "Add email.txt, for readers that show no HTML.",
    },
    folder.languages.filter(lacksText).map(({ folder: place }) => ({
      place: join(place, partFiles.text),
      what: "the e-mail has no text part",
    })),
  );

const ruleOfCode: Readonly<Record<string, string>> = {
  TEMPLATE_UNKNOWN_PLACEHOLDER: "TP-04",
  TEMPLATE_MISSING_PLACEHOLDER: "TP-02",
  TEMPLATE_REPEATED_PLACEHOLDER: "TP-02",
  TEMPLATE_MISPLACED_PLACEHOLDER: "EM-10",
};

function faultsOf({ languages }: TemplateFolder, isMeant: (code: string) => boolean): readonly TemplateFault[] {
  const templates = languages.flatMap((language) => Object.values(language.templates));
  return templates.flatMap(({ faults }) => faults.filter(({ code }) => isMeant(code)).map(toFault));
}

const toFault = ({ place, what, hint }: TemplateError): TemplateFault => ({ place, what, hint });

/** By the tag, its language, or the folder that was declared for either: TP-11's chain, before the default. */
function isServed(tag: string, served: ReadonlySet<string>, fallbacks: TemplateExpectation["fallbacks"]): boolean {
  const own = [tag.toLowerCase(), tag.toLowerCase().split("-")[0] ?? ""];
  const declared = Object.entries(fallbacks).filter(([language]) => own.includes(language.toLowerCase()));
  return [...own, ...declared.map(([, folder]) => folder.toLowerCase())].some((key) => served.has(key));
}

/** Of an e-mail that is there in part, the missing text part is EM-04's to name. */
function missingFiles(
  { folder, templates }: ScannedLanguage,
  { channels }: TemplateExpectation,
): readonly TemplateFault[] {
  const hasMail = templates.html !== undefined || templates.text !== undefined || templates.subject !== undefined;
  const mailParts: readonly TemplatePart[] = hasMail ? ["subject"] : ["subject", "text"];
  const wanted = [
    ...(channels.includes("SMS") ? (["sms"] as const) : []),
    ...(channels.includes("EMAIL") ? mailParts : []),
  ];
  return wanted
    .filter((part) => templates[part] === undefined)
    .map((part) => ({ place: join(folder, partFiles[part]), what: "there is no such template" }));
}

const lacksText = ({ templates: { html, text, subject } }: ScannedLanguage): boolean =>
  text === undefined && (html !== undefined || subject !== undefined);

/** What other systems fill in: `%CVV%`, `${name}`, `@OTP`, `<<PAN>>`, `[CODE]`, `{0}`. It would arrive as it is written. */
const foreign =
  /%[A-Za-z_]{2,30}%|\$\{[^}]{1,40}\}|<<\w{1,30}>>|\[[A-Z_]{3,30}\]|(?<![\w.])@[A-Z][A-Za-z]{2,30}\b(?![.\w-]*\.)|(?<!\{)\{\w{1,30}\}(?!\})/g;

function foreignPlaceholders({ templates }: ScannedLanguage): readonly TemplateFault[] {
  return Object.values(templates).flatMap(({ file, source, part, faults }) => {
    if (faults.length > 0) return [];
    const text =
      part === "html" ? source.replace(/<style[\s\S]*?<\/style>/gi, (sheet) => " ".repeat(sheet.length)) : source;
    return [...text.matchAll(foreign)].map(({ 0: written, index }) => ({
      place: placeIn({ file, source }, index),
      what: `${written} is written like a placeholder of another system`,
    }));
  });
}
