import type { EpochMs } from "../clock.ts";
import { conclude } from "./conclusion.ts";
import type { Check } from "./finding.ts";

interface KnownCode {
  readonly value: string;
  readonly issuedAt: EpochMs;
  readonly expiresAt: EpochMs;
}

interface AskedAgain {
  readonly earlier: KnownCode;
  /** What the network had delivered; undefined when it gave no code. */
  readonly latest: KnownCode | undefined;
}

interface ResendRules {
  readonly resend: "same-code" | "new-code" | "same-while-valid";
  readonly validityMs: number;
  /** Whether the earlier code could still be used when the End User asked again. */
  readonly wasAlive: boolean;
}

type Outcome = "the same code and expiry" | "a new code with an expiry of its own" | "no code" | "something else";

/** LC-07: what a request for another code leads to, under each of the three public readings. Source: (21)(22)(23), contract.md section 11. */
export const checkResend: Check<AskedAgain, ResendRules> = (askedAgain, rules) => {
  const expected = outcomeBy(rules);
  const actual = outcomeOf(askedAgain, rules);
  return conclude("LC-07", actual === expected, {
    expected,
    actual,
    hint: "Repeat or replace a code as the network's policy says, the expiry with it.",
    evidence: [],
  });
};

function outcomeBy({ resend, wasAlive }: ResendRules): Outcome {
  if (resend === "new-code") return "a new code with an expiry of its own";
  if (wasAlive) return "the same code and expiry";
  return resend === "same-code" ? "no code" : "a new code with an expiry of its own";
}

/** An expiry falls on a whole second, so a life may be up to one second shorter than agreed. */
function outcomeOf({ earlier, latest }: AskedAgain, { validityMs }: ResendRules): Outcome {
  if (latest === undefined) return "no code";
  const isSame = latest.value === earlier.value;
  if (isSame) return latest.expiresAt === earlier.expiresAt ? "the same code and expiry" : "something else";
  const missing = validityMs - (latest.expiresAt - latest.issuedAt);
  return missing >= 0 && missing < 1_000 ? "a new code with an expiry of its own" : "something else";
}
