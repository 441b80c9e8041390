import type { CapturedMessage } from "../messages/captured-message.ts";
import { positionsOf, standsAlone } from "./code-position.ts";
import { foldDigits } from "./digit-folding.ts";
import type { OtpExpectation } from "./expectation.ts";
import { type Check, untestable } from "./finding.ts";
import { bodyViews } from "./message-views.ts";
import { withoutOriginBoundLine } from "./origin-bound.ts";
import { requireInViews } from "./view-judgement.ts";

interface LookalikeExpectation extends OtpExpectation {
  /** Named in the finding when it has the code's shape. */
  readonly panSuffix: string;
}

/**
 * OC-04: nothing else in the body has the shape of the code, and the code stands once; the machine line is left out.
 * With a 4-digit code the suffix is a lookalike too, and reported as such. Source: [A].
 */
export const checkOtpUnambiguous: Check<CapturedMessage, LookalikeExpectation> = (message, { otp, panSuffix }) => {
  const views = bodyViews(message);
  const expected = "the code once, and no other token of its shape";
  if (!views.some(({ text }) => countOf(foldDigits(text), foldDigits(otp)) > 0)) {
    const actual = "the code does not stand alone anywhere, so nothing can be told from it";
    const hint = "See OC-01 and OC-03: the code has to arrive first.";
    return untestable("OC-04", { expected, actual, hint, attribution: "IMPLEMENTATION", evidence: [message.id] });
  }
  const hint = "Say the code once and write other numbers so that they do not have its length.";
  return requireInViews(message, views, { requirement: "OC-04", expected, hint, keyword: "SHOULD" }, ({ text }) =>
    ambiguityIn(foldDigits(withoutOriginBoundLine(text)), foldDigits(otp), panSuffix),
  );
};

function ambiguityIn(text: string, otp: string, panSuffix: string): string | undefined {
  const times = countOf(text, otp);
  if (times > 1) return `the code stands ${times} times`;
  const kinds = tokensShapedLike(text, otp).map(({ token, before, after }) => {
    if (token === panSuffix) return "the card suffix";
    return kindOf(before, after, token);
  });
  return kinds.length === 0 ? undefined : `${kinds.join(", ")} could be taken for the code`;
}

interface Token {
  readonly token: string;
  readonly before: string;
  readonly after: string;
}

/** Other tokens of the code's length: digits for a code of digits, letters and digits for a mixed one. */
function tokensShapedLike(text: string, otp: string): readonly Token[] {
  const shape = /^[0-9]+$/.test(otp) ? /(?<![0-9])[0-9]+(?![0-9])/g : /(?<![0-9A-Za-z])[0-9A-Za-z]+(?![0-9A-Za-z])/g;
  const isMixed = (token: string) => /[0-9]/.test(token) && /[A-Za-z]/.test(token);
  const hasShape = (token: string) => /^[0-9]+$/.test(otp) || isMixed(token);
  return [...text.matchAll(shape)]
    .filter(([token]) => token.length === otp.length && token !== otp && hasShape(token))
    .map((found) => ({
      token: found[0],
      before: text.slice(Math.max(0, found.index - 5), found.index),
      after: text.slice(found.index + found[0].length, found.index + found[0].length + 3),
    }));
}

function kindOf(before: string, after: string, token: string): string {
  if (/^[.,][0-9]/.test(after) || /\p{Sc} ?$|[A-Z]{3} $/u.test(before)) return "an amount";
  if (/^(?:19|20)[0-9]{6}$/.test(token) || /[0-9][-/.]$/.test(before) || /^[-/][0-9]/.test(after)) return "a date";
  return "another number";
}

function countOf(text: string, otp: string): number {
  if (otp === "") return 0;
  return positionsOf(text, otp).filter((position) => standsAlone(text, position)).length;
}
