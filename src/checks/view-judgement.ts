import type { CapturedMessage } from "../messages/captured-message.ts";
import { type Finding, fail, pass, untestable, warn } from "./finding.ts";
import type { MessageView } from "./message-views.ts";

/** A rule over the texts of a message, as its findings will word it. */
export interface ViewRule {
  readonly requirement: string;
  readonly expected: string;
  readonly hint: string;
  /** Default MUST: a fault is a FAIL; of a SHOULD it is a WARN. */
  readonly keyword?: "MUST" | "SHOULD";
}

/** What is wrong in one view, described; undefined when nothing is. */
export type FaultFinder = (view: MessageView) => string | undefined;

/** Judges something that every view must hold: a view without text is at fault, and so is a message without views. */
export function requireInViews(
  message: CapturedMessage,
  views: readonly MessageView[],
  rule: ViewRule,
  faultIn: FaultFinder,
): Finding {
  if (views.length === 0) return complaint(message, rule, "the message has no readable part");
  return conclude(message, views, rule, (view) => (isBlank(view) ? "no text" : faultIn(view)));
}

/** Judges something that no view may hold: UNTESTABLE when there is no text at all to look at. */
export function forbidInViews(
  message: CapturedMessage,
  views: readonly MessageView[],
  rule: ViewRule,
  faultIn: FaultFinder,
): Finding {
  const written = views.filter((view) => !isBlank(view));
  if (written.some(({ visible }) => visible)) return conclude(message, written, rule, faultIn);
  return untestable(rule.requirement, {
    expected: rule.expected,
    actual: "the message shows no text that could be judged",
    hint: "Send a message with a text.",
    attribution: "IMPLEMENTATION",
    evidence: [message.id],
  });
}

function conclude(
  message: CapturedMessage,
  views: readonly MessageView[],
  rule: ViewRule,
  faultIn: FaultFinder,
): Finding {
  const faults = views.flatMap((view) => {
    const fault = faultIn(view);
    return fault === undefined ? [] : [`${view.name}: ${fault}`];
  });
  if (faults.length > 0) return complaint(message, rule, faults.join("; "));
  const actual = `holds in ${views.map(({ name }) => name).join(", ")}`;
  return pass(rule.requirement, { expected: rule.expected, actual, evidence: [message.id] });
}

function complaint({ id }: CapturedMessage, rule: ViewRule, actual: string): Finding {
  const complain = rule.keyword === "SHOULD" ? warn : fail;
  return complain(rule.requirement, { expected: rule.expected, actual, hint: rule.hint, evidence: [id] });
}

const isBlank = ({ text }: MessageView): boolean => text.trim() === "";
