import { isGsmText, toSeptets } from "../messages/gsm-alphabet.ts";
import { type EncodedSms, encodeSms } from "../messages/sms-encoding.ts";
import type { TemplateFolder } from "../templates/scan-template-folder.ts";
import type { Finding } from "./finding.ts";
import { isSender } from "./sms-sender.ts";
import type { CodeShape, TemplateExpectation } from "./template-expectation.ts";
import { judgeTemplates, placeIn, renderSample, type SoundTemplate, soundTemplates } from "./template-judgement.ts";

/** What one language's SMS costs at worst. */
export interface SmsFootprint extends Pick<EncodedSms, "encoding" | "units"> {
  readonly file: string;
  readonly language: string;
  readonly parts: number;
}

/** Encoding and parts of each SMS with the code, of all that the networks may issue, that takes most room. */
export function smsFootprints(
  folder: TemplateFolder,
  { codes }: Pick<TemplateExpectation, "codes">,
): readonly SmsFootprint[] {
  return soundTemplates(folder, ["sms"]).map((template) => {
    const { encoding, units, parts } = worstOf(
      codes.map((code) => encodeSms(renderSample(template, worstCode(code), "0000"))),
    );
    return { file: template.file, language: template.language, encoding, units, parts: parts.length };
  });
}

/** SM-03: one part, whatever code a network issues. Source: (35)(43). */
export function checkOnePart(folder: TemplateFolder, expectation: TemplateExpectation): readonly Finding[] {
  const faults = smsFootprints(folder, expectation).filter(({ parts }) => parts > 1);
  return judgeTemplates(
    {
      requirement: "SM-03",
      expected: "one part: 160 characters of GSM 7-bit, or 70 of UCS-2, with the longest code",
      hint: "Shorten the text, or keep to the GSM alphabet.",
      keyword: "SHOULD",
    },
    faults.map(({ file, encoding, units, parts }) => ({
      place: file,
      what: `${parts} parts: ${units} ${encoding === "gsm7" ? "septets of GSM 7-bit" : "units of UCS-2"}`,
    })),
  );
}

/** SM-07: UCS-2 is not due to typography that GSM could write otherwise. Source: [A] on (43). */
export const checkTypography = (folder: TemplateFolder): readonly Finding[] =>
  judgeTemplates(
    {
      requirement: "SM-07",
      expected: "no typographic character that alone turns the SMS into UCS-2, at 70 characters instead of 160",
      hint: "Replace it.",
      keyword: "SHOULD",
    },
    soundTemplates(folder, ["sms"]).flatMap(costlyTypography),
  );

/** SM-08: an alphanumeric sender has at most 11 letters, digits and blanks, one letter at least. Source: (44). */
export const checkSender = (_: TemplateFolder, { smsSender, channels }: TemplateExpectation): readonly Finding[] =>
  judgeTemplates(
    {
      requirement: "SM-08",
      expected: "a number, or at most 11 letters (A-Z), digits and blanks, one letter at least",
      hint: "Choose a shorter or plainer sender: operators replace or refuse others.",
    },
    channels.includes("SMS") && !isSender(smsSender)
      ? [{ place: "sms.sender", what: `"${smsSender}" cannot be a sender` }]
      : [],
  );

/** A code made of nothing but the character that costs most. */
function worstCode({ alphabet, length }: CodeShape): string {
  const dearest = [...alphabet].reduce(
    (worst, character) => (costOf(character) > costOf(worst) ? character : worst),
    "0",
  );
  return dearest.repeat(length);
}

/** What GSM cannot carry turns the whole text into UCS-2; there a character outside the basic plane takes two units. */
const costOf = (character: string): number => toSeptets(character)?.length ?? UCS2_COST + character.length;
const UCS2_COST = 1_000;

function worstOf(encoded: readonly EncodedSms[]): EncodedSms {
  const worst = [...encoded].sort((a, b) => b.parts.length - a.parts.length || b.units - a.units)[0];
  return worst ?? encodeSms("");
}

/** What the GSM alphabet has in place of typography; an empty text: it can go. */
const replacements: Readonly<Record<string, string>> = {
  "\u2018": "'",
  "\u2019": "'",
  "\u201A": "'",
  "\u201B": "'",
  "\u2032": "'",
  "`": "'",
  "\u00B4": "'",
  "\u201C": '"',
  "\u201D": '"',
  "\u201E": '"',
  "\u2033": '"',
  "\u00AB": '"',
  "\u00BB": '"',
  "\u2039": "'",
  "\u203A": "'",
  "\u2010": "-",
  "\u2011": "-",
  "\u2012": "-",
  "\u2013": "-",
  "\u2014": "-",
  "\u2015": "-",
  "\u2212": "-",
  "\u2026": "...",
  "\u2022": "*",
  "\u00B7": "*",
  "\u25CF": "*",
  "\u00D7": "x",
  "\u00A0": " ",
  "\u202F": " ",
  "\u2009": " ",
  "\u2007": " ",
  "\t": " ",
  "\u3000": " ",
  "\u200B": "",
  "\u00AD": "",
  "\u2060": "",
  "\uFEFF": "",
  "\u200C": "",
  "\u200D": "",
  "\u2122": "(TM)",
  "\u00AE": "(R)",
  "\u00A9": "(C)",
};

/** Named only where replacing all of it would turn the text into GSM: else another character needs UCS-2 anyway. */
function costlyTypography(template: SoundTemplate) {
  const { source } = template;
  const plain = [...source].map((character) => replacements[character] ?? character).join("");
  if (isGsmText(source) || !isGsmText(plain)) return [];
  const spots = [...source.matchAll(/./gsu)].filter(([character]) => character in replacements);
  return spots.map(({ 0: character, index }) => ({
    place: placeIn(template, index),
    what: `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")} is not in the GSM alphabet`,
    hint: hintFor(replacements[character]),
  }));
}

function hintFor(replacement: string | undefined): string {
  if (!replacement) return "Remove it.";
  return `Write ${replacement === " " ? "a plain blank" : replacement} instead.`;
}
