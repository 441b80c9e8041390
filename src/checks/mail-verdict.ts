import type { CapturedMessage } from "../messages/captured-message.ts";
import { type Finding, fail, pass, warn } from "./finding.ts";

/** What was found wrong with a message's form, and how a finding will word it. */
export interface FormJudgement {
  readonly expected: string;
  readonly hint: string;
  readonly faults: readonly string[];
  /** What is said when there are none. */
  readonly held: string;
  /** Default MUST: a fault is a FAIL; of a SHOULD it is a WARN. */
  readonly keyword?: "MUST" | "SHOULD";
}

export function concludeForm(requirement: string, { id }: CapturedMessage, judgement: FormJudgement): Finding {
  const { expected, hint, faults, held, keyword } = judgement;
  if (faults.length === 0) return pass(requirement, { expected, actual: held, evidence: [id] });
  const complain = keyword === "SHOULD" ? warn : fail;
  return complain(requirement, { expected, actual: faults.join("; "), hint, evidence: [id] });
}
