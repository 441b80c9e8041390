import type { TemplateFolder } from "../templates/scan-template-folder.ts";
import { escapePattern } from "./code-position.ts";
import { foldDigits } from "./digit-folding.ts";
import { type Finding, notApplicable } from "./finding.ts";
import { readHtml } from "./html-text.ts";
import type { Phrases, TemplateExpectation } from "./template-expectation.ts";
import {
  judgeTemplates,
  placeIn,
  renderSample,
  type SoundTemplate,
  soundTemplates,
  type TemplateFault,
  type TemplateRule,
} from "./template-judgement.ts";
import { MINUTE_WORD } from "./template-phrases.ts";

/** TP-07: says that a card is being added to a wallet. Source: [A] on (52). */
export const checkPurpose = (folder: TemplateFolder, { purpose }: TemplateExpectation): readonly Finding[] =>
  judgePhrases(folder, purpose, {
    requirement: "TP-07",
    expected: "words that say what the code is for: adding a card to a wallet",
    hint: "Say that the code adds a card to a wallet, so that whoever did not ask for it knows what is going on.",
    keyword: "SHOULD",
  });

/** TP-08: tells the reader to keep the code to themselves. Source: [A] on (52). */
export const checkSecrecy = (folder: TemplateFolder, { secrecy }: TemplateExpectation): readonly Finding[] =>
  judgePhrases(folder, secrecy, {
    requirement: "TP-08",
    expected: "words that ask the reader not to share the code",
    hint: "Ask the reader to share the code with nobody.",
    keyword: "SHOULD",
  });

/** TP-09: a validity in minutes is the networks' own. Source: [A]. */
export function checkStatedValidity(folder: TemplateFolder, { codes }: TemplateExpectation): readonly Finding[] {
  const validities = [...new Set(codes.map(({ validityMinutes }) => validityMinutes))];
  const rule: TemplateRule = {
    requirement: "TP-09",
    expected: `no validity, or that of the codes: ${validities.join(" or ")} minutes`,
    hint: "State how long the network's codes are valid, or nothing: the template cannot know which network asks.",
    keyword: "SHOULD",
  };
  const faults = soundTemplates(folder, ["sms", "text", "html"]).flatMap((template) =>
    minutesIn(template)
      .filter(({ minutes }) => validities.some((validity) => validity !== minutes))
      .map(({ minutes, offset }) => ({ place: placeIn(template, offset), what: `${minutes} minutes are stated` })),
  );
  return judgeTemplates(rule, faults);
}

interface StatedMinutes {
  readonly minutes: number;
  readonly offset: number;
}

/** Searched in the source, for its columns; the number may be written in any script's digits. */
function minutesIn({ source }: SoundTemplate): readonly StatedMinutes[] {
  const stated = source.matchAll(new RegExp(`(?<!\\p{Nd})(\\p{Nd}{1,4})[\\s-]?${MINUTE_WORD}`, "giu"));
  return [...stated].map(({ 1: digits = "", index }) => ({ minutes: Number(foldDigits(digits)), offset: index }));
}

/** Each text part has to say it by itself: an End User sees one of them. */
function judgePhrases(folder: TemplateFolder, phrases: Phrases, rule: TemplateRule): readonly Finding[] {
  const templates = soundTemplates(folder, ["sms", "text", "html"]);
  const silent = templates.filter((template) => isSilent(template, phrasesOf(template, phrases)));
  const unknown = new Set(templates.filter((each) => !phrasesOf(each, phrases)).map(({ language }) => language));
  return [
    ...judgeTemplates(
      rule,
      silent.map((template): TemplateFault => ({ place: template.file, what: "no such words" })),
    ),
    ...[...unknown].map((language) => withoutPhrases(rule, language)),
  ];
}

const phrasesOf = ({ language }: SoundTemplate, phrases: Phrases): readonly string[] | undefined =>
  phrases[language.toLowerCase()] ?? phrases[language.toLowerCase().split("-")[0] ?? ""];

function isSilent(template: SoundTemplate, phrases: readonly string[] | undefined): boolean {
  if (phrases === undefined) return false;
  const words = comparable(wordsOf(template));
  return !phrases.some((phrase) => toPattern(phrase).test(words));
}

const toPattern = (phrase: string): RegExp =>
  new RegExp(comparable(phrase).split("*").map(escapePattern).join(WITHIN_SENTENCE), "u");

/** No sentence ends there. */
const WITHIN_SENTENCE = "[^.!?。！？।]{0,120}";

const comparable = (text: string): string => text.normalize("NFKC").toLowerCase();

function wordsOf(template: SoundTemplate): string {
  const text = renderSample(template, " ", " ");
  return (template.part === "html" ? readHtml(text).visible : text).replace(/\s+/g, " ");
}

const withoutPhrases = ({ requirement, expected }: TemplateRule, language: string): Finding =>
  notApplicable(requirement, {
    expected,
    actual: `no phrases are known for "${language}"`,
    hint: "Name some under templates.phrases in the run file.",
    evidence: [],
  });
