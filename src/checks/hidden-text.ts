import type { CapturedMail } from "../messages/captured-message.ts";
import { foldDigits } from "./digit-folding.ts";
import type { OtpExpectation } from "./expectation.ts";
import { type Check, fail, notApplicable, pass, review } from "./finding.ts";
import { type HtmlTexts, readHtml } from "./html-text.ts";
import { hasExactCode } from "./otp-content.ts";

/**
 * EM-09: nothing is hidden from the eye, on a light screen, on a dark one or in Outlook: no digits in text that styling
 * conceals, and the code where it can be seen. What depends on rules that cannot be resolved (ancestors, screen widths,
 * variables) is for a person to look at. Source: [A].
 */
export const checkNothingHidden: Check<CapturedMail, OtpExpectation> = ({ id, html }, { otp }) => {
  const expected = "no digits in hidden text, and the code in plain sight";
  if (html === undefined) {
    return notApplicable("EM-09", {
      expected,
      actual: "no HTML part",
      hint: "Plain text hides nothing.",
      evidence: [id],
    });
  }
  const [faults, doubts] = judge(html, otp);
  const hint = "Remove what nobody shall see, and let nothing but plain classes and inline styles bear on the code.";
  const complaint = { expected, actual: [...faults, ...doubts].join("; "), hint, evidence: [id] };
  if (faults.length > 0) return fail("EM-09", complaint);
  if (doubts.length > 0) return review("EM-09", complaint);
  return pass("EM-09", { expected, actual: "no digits hidden, the code in plain sight", evidence: [id] });
};

type Words = readonly string[];

function judge(html: string, otp: string): readonly [faults: Words, doubts: Words] {
  const light = readHtml(html);
  const [faults, doubts] = [faultsIn(light, otp), doubtsIn(light, otp)];
  if (!/color-scheme/i.test(html)) return [faults, doubts];
  const dark = readHtml(html, "dark");
  const onlyInDark = (found: Words, known: Words) =>
    found.filter((each) => !known.includes(each)).map((each) => `on a dark screen: ${each}`);
  return [
    [...faults, ...onlyInDark(faultsIn(dark, otp), faults)],
    [...doubts, ...onlyInDark(doubtsIn(dark, otp), doubts)],
  ];
}

function faultsIn(texts: HtmlTexts, otp: string): Words {
  const { visible, hidden, concealed, comments, outlook } = texts;
  const withDigits = concealed.filter(({ text, perhaps }) => !perhaps && hasDigits(text));
  const mayStillShow = concealed.some(({ text, perhaps }) => perhaps && hasDigits(text));
  const isOnlyHidden = !mayStillShow && !hasExactCode(visible, otp) && hasExactCode(hidden, otp);
  const seen = new Set(numbersIn(visible));
  return [
    ...(withDigits.length > 0 ? [`digits in ${withDigits.length} hidden texts`] : []),
    ...(isOnlyHidden ? ["the code stands in hidden text only"] : []),
    ...(comments.some((comment) => hasExactCode(comment, otp)) ? ["the code stands in a comment"] : []),
    ...(numbersIn(outlook).some((number) => !seen.has(number)) ? ["Outlook shows other digits"] : []),
  ];
}

function doubtsIn({ visible, certainlyVisible, concealed }: HtmlTexts, otp: string): Words {
  const withDigits = concealed.filter(({ text, perhaps }) => perhaps && hasDigits(text));
  const isDoubtful = hasExactCode(visible, otp) && !hasExactCode(certainlyVisible, otp);
  return [
    ...(withDigits.length > 0 ? [`digits in ${withDigits.length} texts that may be hidden`] : []),
    ...(isDoubtful ? ["whether the code is seen depends on rules that cannot be resolved"] : []),
  ];
}

const numbersIn = (text: string): Words => foldDigits(text).match(/[0-9]+/g) ?? [];
const hasDigits = (text: string): boolean => numbersIn(text).length > 0;
