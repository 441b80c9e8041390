import type { CapturedMessage } from "../messages/captured-message.ts";
import type { OtpAndCardExpectation } from "./expectation.ts";
import { type Check, type Finding, fail, pass, untestable } from "./finding.ts";
import {
  bodyViews,
  everyView,
  HEADERS,
  headerView,
  type MessageView,
  visibleViews,
  wordViews,
} from "./message-views.ts";
import { betrays, type PanTrace } from "./pan-detector.ts";
import { headersBetray } from "./pan-in-headers.ts";
import { createPanSearch, type PanSearch } from "./pan-search.ts";
import { showsSuffix, standsAsSuffix } from "./shown-suffix.ts";
import { type FaultFinder, forbidInViews, requireInViews } from "./view-judgement.ts";

/** PM-01: every body part shows the last four digits of this card, standing alone. Source: (1), message-rules.md section 5. */
export const checkPanSuffix: Check<CapturedMessage, OtpAndCardExpectation> = (message, { otp, card }) =>
  requireInViews(
    message,
    bodyViews(message),
    {
      requirement: "PM-01",
      expected: "the last four digits of this card, and no fifth beside them",
      hint: "Fill the suffix placeholder with the last four digits of the PAN of the card being digitized.",
    },
    ({ text }) => (showsSuffix(text, otp, card.panSuffix) ? undefined : "the suffix of this card is not what is shown"),
  );

/**
 * PM-02: no five or more trailing digits of the PAN in words; of a mail's headers, no eight or more digits of it.
 * Source: (1), message-rules.md section 5.
 */
export const checkPanTail: Check<CapturedMessage, OtpAndCardExpectation> = (message, expectation) =>
  forbidInViews(
    message,
    tracedViews(message),
    {
      requirement: "PM-02",
      expected: "at most the last four digits of the PAN",
      hint: "Cut the suffix to its last four digits before the template sees it.",
    },
    tracing(expectation, "longTail", "too many trailing digits of the PAN"),
  );

/**
 * PM-03: the full PAN is nowhere: body, subject, headers, HTML attributes, links, decoded parts, raw source, envelope;
 * neither grouped, in other digits, backwards nor in anything encoded. Source: PCI DSS 4.2.2 (37).
 */
export const checkNoFullPan: Check<CapturedMessage, OtpAndCardExpectation> = (message, { otp, card }) =>
  forbidInViews(
    message,
    everyView(message),
    {
      requirement: "PM-03",
      expected: "no full PAN anywhere in the message",
      hint: "Never hand the PAN to whoever renders or sends: only its last four digits.",
    },
    findingFullPan(createPanSearch([card.pan], { otp })),
  );

/** PM-04: no leading digits of the PAN, alone or before a mask; of a mail's headers, no eight of them. Source: (1); stricter than PCI DSS 3.4.1 (36). */
export const checkNoBin: Check<CapturedMessage, OtpAndCardExpectation> = (message, expectation) =>
  forbidInViews(
    message,
    tracedViews(message),
    {
      requirement: "PM-04",
      expected: "no leading digits of the PAN",
      hint: "Show the last four digits alone: D1's placeholder has no BIN, and a mask must not keep it.",
    },
    tracing(expectation, "bin", "leading digits of the PAN"),
  );

/** PM-05: no other run of 13-19 digits that passes Luhn, so no other card's number. Source: [A]. */
export const checkNoOtherPan: Check<CapturedMessage, OtpAndCardExpectation> = (message, expectation) =>
  forbidInViews(
    message,
    visibleViews(message),
    {
      requirement: "PM-05",
      expected: "nothing that could be a card number",
      hint: "Shorten or regroup the long number, so that nobody takes it for a card's.",
      keyword: "SHOULD",
    },
    tracing(expectation, "otherCard", "13-19 digits that pass the Luhn test"),
  );

interface CutSuffixExpectation extends OtpAndCardExpectation {
  /** What the TSP sent as the suffix: 5-8 digits. */
  readonly sentSuffix: string;
}

/** PM-07: a suffix of 5-8 digits from the TSP is cut to its last four. Source: (21); the cut is [A]. */
export const checkSuffixCut: Check<CapturedMessage, CutSuffixExpectation> = (
  message,
  { sentSuffix, ...expectation },
) => {
  const expected = "the last four digits of the longer suffix that the TSP sent";
  if (sentSuffix.length < 5) {
    const actual = `the TSP sent ${sentSuffix.length} digits, so nothing had to be cut`;
    const hint = "Let the TSP send 5-8 digits.";
    return untestable("PM-07", { expected, actual, hint, evidence: [message.id] });
  }
  const hint = "Cut `accountPanSuffix` to its last four digits before rendering.";
  const parts = [checkPanSuffix(message, expectation), checkPanTail(message, expectation)];
  return combine("PM-07", { expected, hint }, parts);
};

interface TokenExpectation extends OtpAndCardExpectation {
  /** Last four digits of the token. */
  readonly tokenSuffix: string;
}

/** PM-08: the suffix shown is the PAN's, not the token's. Source: (1). */
export const checkSuffixIsNotTokens: Check<CapturedMessage, TokenExpectation> = (
  message,
  { otp, card, tokenSuffix },
) => {
  const expected = "the suffix of the PAN, not that of the token";
  if (tokenSuffix === card.panSuffix) {
    const actual = "PAN and token end alike";
    return untestable("PM-08", { expected, actual, hint: "Use a token that ends otherwise.", evidence: [message.id] });
  }
  const hint = "Take the last four digits of the funding account's PAN; the token's mean nothing to the End User.";
  return requireInViews(message, bodyViews(message), { requirement: "PM-08", expected, hint }, ({ text }) => {
    if (standsAsSuffix(text, otp, tokenSuffix)) return "the last four digits of the token are shown";
    return showsSuffix(text, otp, card.panSuffix) ? undefined : "the suffix of the PAN is not shown";
  });
};

/** Where pieces of the PAN are looked for: words, and headers, in which ids must not alarm. */
function tracedViews(message: CapturedMessage): readonly MessageView[] {
  return message.kind === "sms" ? wordViews(message) : [...wordViews(message), headerView(message)];
}

function tracing(expectation: OtpAndCardExpectation, trace: PanTrace, fault: string): FaultFinder {
  const { otp, card } = expectation;
  return ({ name, text }) => {
    const isBetrayed = name === HEADERS ? headersBetray : betrays;
    if (!isBetrayed(trace, text, expectation)) return undefined;
    // Of a whole PAN, PM-03 tells: its pieces are no further fault.
    return createPanSearch([card.pan], { otp })(text) === undefined ? fault : undefined;
  };
}

const findingFullPan =
  (search: PanSearch): FaultFinder =>
  ({ text }) => {
    const way = search(text);
    return way && `the full PAN (${way})`;
  };

function combine(
  requirement: string,
  { expected, hint }: { readonly expected: string; readonly hint: string },
  parts: readonly Finding[],
): Finding {
  const evidence = [...new Set(parts.flatMap((part) => part.evidence))];
  const broken = parts.filter(({ result }) => result !== "PASS");
  if (broken.length === 0) return pass(requirement, { expected, actual: "four digits shown", evidence });
  return fail(requirement, { expected, actual: broken.map(({ actual }) => actual).join("; "), hint, evidence });
}
