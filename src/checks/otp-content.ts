import type { CapturedMessage } from "../messages/captured-message.ts";
import {
  type CodePosition,
  invisibleCharacter,
  neighboursOf,
  positionsDespiteInvisibles,
  positionsDespiteSeparators,
  positionsOf,
  standsAlone,
  touchesDigit,
} from "./code-position.ts";
import { foldDigits } from "./digit-folding.ts";
import type { OtpExpectation } from "./expectation.ts";
import { type Check, type Finding, fail, pass, untestable } from "./finding.ts";
import { bodyViews, visibleViews } from "./message-views.ts";
import { forbidInViews, requireInViews } from "./view-judgement.ts";

/**
 * OC-01: every body part shows exactly the code that the TSP last issued: zeros, letters, case.
 * A digit beside it would make it another code. Source: (18) by analogy.
 */
export const checkOtpPresent: Check<CapturedMessage, OtpExpectation> = (message, { otp }) =>
  requireInViews(
    message,
    bodyViews(message),
    {
      requirement: "OC-01",
      expected: "the code of the last delivery request, to the character",
      hint: "Insert the OTP value as a text, as received; do not reformat, pad or parse it as a number.",
    },
    ({ text }) =>
      hasExactCode(text, otp) ? undefined : `the code of ${otp.length} characters does not stand there unchanged`,
  );

/** OC-02: the code is one run in its own characters: no blank, dash or other script's digits. Source: (18) by analogy. */
export const checkOtpUnbroken: Check<CapturedMessage, OtpExpectation> = (message, { otp }) => {
  const expected = "the code in one run, in the digits it was issued in";
  const views = bodyViews(message);
  if (!views.some(({ text }) => readsAsCode(text, otp))) return codeMissing("OC-02", message, expected);
  const hint = "Write the code as one run of the characters received: no separators, no localized digits.";
  return requireInViews(message, views, { requirement: "OC-02", expected, hint }, ({ text }) =>
    hasCodeDespiteInvisibles(text, otp) || !readsAsCode(text, otp)
      ? undefined
      : "the code is only found after separators are removed or digits are converted",
  );
};

/**
 * OC-03: no invisible character stands in the code, and no invisible, letter, digit or hyphen touches it.
 * Letters of unspaced scripts, a Hangul particle after it and bidi isolates around it may. Source: [A].
 */
export const checkOtpUntouched: Check<CapturedMessage, OtpExpectation> = (message, { otp }) => {
  const expected = "the code standing alone, free of invisible characters";
  const views = bodyViews(message);
  if (!views.some(({ text }) => hasCodeDespiteInvisibles(text, otp))) return codeMissing("OC-03", message, expected);
  const hint = "Put a blank or punctuation around the placeholder and remove zero-width characters and soft hyphens.";
  return requireInViews(message, views, { requirement: "OC-03", expected, hint }, ({ text }) => touchOn(text, otp));
};

/** OC-05: any code of 1-32 characters arrives: each message is judged by OC-01 against its own code. Source: (21). */
export function checkAnyOtpShape(
  deliveries: readonly { readonly message: CapturedMessage; readonly otp: string }[],
): Finding {
  const expected = "codes of 1-32 characters, digits or mixed, all delivered unchanged";
  const evidence = deliveries.map(({ message }) => message.id);
  const broken = deliveries.filter(({ message, otp }) => checkOtpPresent(message, { otp }).result !== "PASS");
  const actual = `${broken.length} of ${deliveries.length} codes not delivered as issued`;
  if (deliveries.length === 0) {
    return untestable("OC-05", { expected, actual: "no delivery to judge", hint: "Deliver some codes.", evidence });
  }
  if (broken.length === 0) return pass("OC-05", { expected, actual, evidence });
  const lengths = broken.map(({ otp }) => otp.length).join(", ");
  const hint = "Treat the code as a text of 1-32 characters, never as a number of fixed length.";
  return fail("OC-05", { expected, actual: `${actual} (lengths ${lengths})`, hint, evidence });
}

/** OC-06: in right-to-left text the code keeps its logical order, and nothing overrides the direction. Source: [A]. */
export const checkOtpDirection: Check<CapturedMessage, OtpExpectation> = (message, { otp }) =>
  forbidInViews(
    message,
    visibleViews(message),
    {
      requirement: "OC-06",
      expected: "the code in logical order, no U+202D or U+202E",
      hint: "Insert the code in logical order and let the bidi algorithm place it; isolates (U+2066-U+2069) are fine.",
    },
    ({ name, text }) => directionFaultIn(text, otp) ?? (name === "HTML part" ? markupOverride(message) : undefined),
  );

/** Whether the code stands there to the character, not as part of a longer number. */
export function hasExactCode(text: string, otp: string): boolean {
  return positionsOf(text, otp).some((position) => !touchesDigit(text, position));
}

function hasCodeDespiteInvisibles(text: string, otp: string): boolean {
  return positionsDespiteInvisibles(text, otp).some((position) => !touchesDigit(text, position));
}

/** Whether a person would read the code there, however it is spelled. */
function readsAsCode(text: string, otp: string): boolean {
  const folded = foldDigits(text);
  return positionsDespiteSeparators(folded, foldDigits(otp)).some((position) => !touchesDigit(folded, position));
}

function touchOn(text: string, otp: string): string | undefined {
  const positions = positionsDespiteInvisibles(text, otp);
  const faults = positions.map((position) => touchAt(text, position));
  return faults.length === 0 || faults.includes(undefined) ? undefined : faults[0];
}

const hyphen = /[-\u2010\u2011\uFE63\uFF0D]/u;

function touchAt(text: string, position: CodePosition): string | undefined {
  const neighbours = neighboursOf(text, position);
  if (invisibleCharacter.test(text.slice(position.start, position.end))) return "an invisible character is in the code";
  if (neighbours.some((neighbour) => invisibleCharacter.test(neighbour))) return "an invisible character touches it";
  if (neighbours.some((neighbour) => hyphen.test(neighbour))) return "a hyphen touches the code";
  return standsAlone(text, position) ? undefined : "a letter or digit touches the code";
}

const directionOverride = /[\u202D\u202E]/u;
const rightToLeft = /[\p{scx=Arabic}\p{scx=Hebrew}\p{scx=Syriac}\p{scx=Thaana}\p{scx=Nko}]/u;

function directionFaultIn(text: string, otp: string): string | undefined {
  if (directionOverride.test(text)) return "a direction override (U+202D or U+202E) is in the text";
  const reversed = [...otp].reverse().join("");
  const isReversed = rightToLeft.test(text) && !hasExactCode(text, otp) && hasExactCode(text, reversed);
  return isReversed ? "the code stands there in reverse order" : undefined;
}

function markupOverride(message: CapturedMessage): string | undefined {
  const html = message.kind === "email" ? (message.html ?? "") : "";
  return /<bdo\b|bidi-override/i.test(html) ? "the markup overrides the direction" : undefined;
}

function codeMissing(requirement: string, message: CapturedMessage, expected: string): Finding {
  return untestable(requirement, {
    expected,
    actual: "the code is nowhere in the message, so its form cannot be judged",
    hint: "See OC-01: the code has to arrive first.",
    attribution: "IMPLEMENTATION",
    evidence: [message.id],
  });
}
