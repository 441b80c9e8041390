import type { Chance } from "../../src/chance.ts";
import { StepproofError } from "../../src/errors.ts";
import type { OtpPolicy } from "./policies.ts";

const DRAWS = 1_000;

/**
 * A code in the policy's alphabet and shape, every one equally likely, that does not contain the card's last four:
 * a message could not show such a code without seeming to show the suffix twice (message-rules.md section 5, end).
 * A shape whose own literals hold the suffix asks for just that, and gets it.
 * Throws OTP_POLICY_EXHAUSTED when the policy can hardly make a code without the suffix.
 */
export function makeCode(policy: OtpPolicy, panSuffix: string, chance: Chance): string {
  const shape = policy.shape ?? "#".repeat(policy.length);
  const draw = () => shape.replaceAll("#", () => chance.text(policy.alphabet, 1));
  if (shape.includes(panSuffix)) return draw();
  for (let left = DRAWS; left > 0; left--) {
    const code = draw();
    if (!code.includes(panSuffix)) return code;
  }
  throw exhausted();
}

const exhausted = (): StepproofError =>
  new StepproofError("OTP_POLICY_EXHAUSTED", "TSP: every code that this policy makes contains the card's last four", {
    hint: "Give the range a larger alphabet, or a shape that holds the last four on purpose.",
    attribution: "CONFIGURATION",
  });
