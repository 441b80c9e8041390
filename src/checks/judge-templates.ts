import type { TemplateFolder } from "../templates/scan-template-folder.ts";
import type { TemplatePiece } from "../templates/template-piece.ts";
import type { Finding } from "./finding.ts";
import { checkNoActiveTemplate, checkNoCardLiterals, checkNoLinks } from "./template-contents.ts";
import type { TemplateExpectation } from "./template-expectation.ts";
import {
  checkOnlyPlaceholders,
  checkOtpPlaceholder,
  checkSubjectTemplate,
  checkTemplatesComplete,
  checkTemplatesReadable,
  checkTextTemplates,
} from "./template-files.ts";
import { judgeTemplates, placeIn, type SoundTemplate, soundTemplates } from "./template-judgement.ts";
import { checkAlternativesAgree } from "./template-parity.ts";
import { checkSamples } from "./template-samples.ts";
import { checkOnePart, checkSender, checkTypography } from "./template-sms.ts";
import { checkPurpose, checkSecrecy, checkStatedValidity } from "./template-wording.ts";

type TemplateCheck = (folder: TemplateFolder, expectation: TemplateExpectation) => readonly Finding[];

const checks: readonly TemplateCheck[] = [
  checkTemplatesReadable,
  checkTemplatesComplete,
  checkOtpPlaceholder,
  checkSuffixPlaceholder,
  checkOnlyPlaceholders,
  checkNoCardLiterals,
  checkPurpose,
  checkSecrecy,
  checkStatedValidity,
  checkNoLinks,
  checkAlternativesAgree,
  checkOnePart,
  checkTypography,
  checkSender,
  checkSubjectTemplate,
  checkTextTemplates,
  checkNoActiveTemplate,
  checkSamples,
];

/** Every rule that templates can be held against by themselves, without any system running. Pure. */
export const judgeTemplateFolder: TemplateCheck = (folder, expectation) =>
  checks.flatMap((check) => check(folder, expectation));

/** TP-03: the placeholder of the last four digits stands once in each text part. Source: (1); the count is [A]. */
export function checkSuffixPlaceholder(folder: TemplateFolder): readonly Finding[] {
  const faulty = soundTemplates(folder, ["sms", "text", "html"]).filter(
    (template) => suffixesIn(template).length !== 1,
  );
  return judgeTemplates(
    {
      requirement: "TP-03",
      expected: "the placeholder of the card's last four digits once",
      hint: "Write it once, so that the reader knows which card it is about.",
      keyword: "SHOULD",
    },
    faulty.filter((template) => !isPartsMatter(template, folder)).map(toFault),
  );
}

function toFault(template: SoundTemplate) {
  const [, second] = suffixesIn(template);
  return second
    ? { place: placeIn(template, second.start), what: "it stands here a second time" }
    : { place: template.file, what: "it is missing" };
}

/** Missing in the HTML alone, the two parts disagree: EM-05 says so. */
const isPartsMatter = (template: SoundTemplate, folder: TemplateFolder): boolean =>
  template.part === "html" &&
  suffixesIn(template).length === 0 &&
  soundTemplates(folder, ["text"]).some((text) => text.language === template.language && suffixesIn(text).length > 0);

const suffixesIn = ({ pieces }: SoundTemplate): readonly TemplatePiece[] =>
  pieces.filter((piece) => piece.kind === "placeholder" && piece.placeholder === "panSuffix");
