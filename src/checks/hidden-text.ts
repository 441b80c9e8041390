import type { CapturedMail } from "../messages/captured-message.ts";
import { foldDigits } from "./digit-folding.ts";
import type { OtpExpectation } from "./expectation.ts";
import { type Check, fail, notApplicable, pass, review } from "./finding.ts";
import { type HtmlTexts, readHtml } from "./html-text.ts";
import { hasExactCode } from "./otp-content.ts";

/**
 * EM-09: nothing is hidden from the eye: no digits in text that styling conceals, and the code where it can be seen.
 * What depends on rules that cannot be resolved (ancestors, screen widths, variables) is for a person to look at.
 * Source: [A].
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
  const texts = readHtml(html);
  const [faults, doubts] = [faultsIn(texts, otp), doubtsIn(texts, otp)];
  const hint = "Remove what nobody shall see, and let nothing but plain classes and inline styles bear on the code.";
  const complaint = { expected, actual: [...faults, ...doubts].join("; "), hint, evidence: [id] };
  if (faults.length > 0) return fail("EM-09", complaint);
  if (doubts.length > 0) return review("EM-09", complaint);
  return pass("EM-09", { expected, actual: "no digits hidden, the code in plain sight", evidence: [id] });
};

function faultsIn({ visible, hidden, concealed, comments }: HtmlTexts, otp: string): readonly string[] {
  const withDigits = concealed.filter(({ text, perhaps }) => !perhaps && hasDigits(text));
  const mayStillShow = concealed.some(({ text, perhaps }) => perhaps && hasDigits(text));
  const isOnlyHidden = !mayStillShow && !hasExactCode(visible, otp) && hasExactCode(hidden, otp);
  return [
    ...(withDigits.length > 0 ? [`digits in ${withDigits.length} hidden texts`] : []),
    ...(isOnlyHidden ? ["the code stands in hidden text only"] : []),
    ...(comments.some((comment) => hasExactCode(comment, otp)) ? ["the code stands in a comment"] : []),
  ];
}

function doubtsIn({ visible, certainlyVisible, concealed }: HtmlTexts, otp: string): readonly string[] {
  const withDigits = concealed.filter(({ text, perhaps }) => perhaps && hasDigits(text));
  const isDoubtful = hasExactCode(visible, otp) && !hasExactCode(certainlyVisible, otp);
  return [
    ...(withDigits.length > 0 ? [`digits in ${withDigits.length} texts that may be hidden`] : []),
    ...(isDoubtful ? ["whether the code is seen depends on rules that cannot be resolved"] : []),
  ];
}

const hasDigits = (text: string): boolean => /[0-9]/.test(foldDigits(text));
