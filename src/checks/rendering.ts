import type { CapturedMessage } from "../messages/captured-message.ts";
import type { OtpExpectation } from "./expectation.ts";
import { type Check, untestable } from "./finding.ts";
import { bodyViews, writtenViews } from "./message-views.ts";
import { forbidInViews, requireInViews } from "./view-judgement.ts";

const placeholders = [
  /\{\{[^{}]{0,80}\}\}/u,
  /\$\{[^{}]{0,80}\}/u,
  /\{#[^{}#]{0,80}#\}/u,
  /%[A-Za-z_][A-Za-z0-9_.]{0,60}%/u,
  /(?<![\p{L}\p{N}._-])@(?:OTP|CardNumber|PanSuffix|PAN)(?![\p{L}\p{N}.-])/iu,
];

/**
 * TP-05: no placeholder syntax is left after rendering, and an inserted value is not expanded again: a code that looks
 * like a placeholder arrives as it is. Source: [A].
 */
export const checkNoPlaceholders: Check<CapturedMessage, OtpExpectation> = (message, { otp }) => {
  const isPlaceholder = placeholders.some((placeholder) => placeholder.test(otp));
  const bodies = new Set(bodyViews(message).map(({ name }) => name));
  const rule = {
    requirement: "TP-05",
    expected: "no placeholder left, no value expanded twice",
    hint: "Render in one pass over the template, and refuse templates with unknown placeholders.",
  };
  return forbidInViews(message, writtenViews(message), rule, ({ name, text }) => {
    if (isPlaceholder && bodies.has(name) && !text.includes(otp)) return "a value was expanded again";
    const rest = text.replaceAll(otp, "");
    return placeholders.some((placeholder) => placeholder.test(rest)) ? "placeholder syntax is left" : undefined;
  });
};

interface LanguageExpectation {
  /** The template that must have been used: the key of `markers`. */
  readonly language: string;
  /** A text unique to each template of the set. */
  readonly markers: ReadonlyMap<string, string>;
}

/** TP-11: the template follows the consumer's language: exact tag, then language, then default. Source: [A]. */
export const checkTemplateLanguage: Check<CapturedMessage, LanguageExpectation> = (message, { language, markers }) => {
  const expected = `the template "${language}"`;
  const marker = markers.get(language);
  if (!marker) {
    const actual = `no marker is known for the template "${language}"`;
    return untestable("TP-11", { expected, actual, hint: "Give every template a marker.", evidence: [message.id] });
  }
  const hint = "Choose by exact tag, then by language, then the default, comparing without case.";
  return requireInViews(message, bodyViews(message), { requirement: "TP-11", expected, hint }, ({ text }) => {
    const used = [...markers].filter(([, other]) => text.includes(other)).map(([name]) => name);
    if (text.includes(marker) && used.every((name) => isNestedIn(markers.get(name), marker))) return undefined;
    return `the template used is ${used.length === 0 ? "none of the set" : used.join(", ")}`;
  });
};

/** One template's marker may be a piece of another's: that is no sign of its own. */
const isNestedIn = (marker: string | undefined, other: string): boolean =>
  marker !== undefined && other.includes(marker);
