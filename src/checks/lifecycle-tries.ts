import type { EpochMs } from "../clock.ts";
import type { ActivationResult } from "../contract/wallet-tsp.ts";
import { conclude } from "./conclusion.ts";
import { type Check, untestable } from "./finding.ts";

/** What became of a code that was typed. */
export interface Try {
  readonly result: ActivationResult;
  /** As the TSP counted them before and after. */
  readonly attemptsBefore: number;
  readonly attemptsAfter: number;
}

/** LC-03: the code is accepted once. The subject is the same right code, typed again and again. Source: SP 800-63B §5.1.3.2 (38), RTS Art. 4 (39). */
export const checkAcceptedOnce: Check<readonly Pick<Try, "result">[]> = (tries) => {
  const expected = "accepted once, however often it is typed";
  const accepted = tries.filter(({ result }) => result === "SUCCESS").length;
  const actual = `accepted ${accepted} of ${tries.length} times`;
  const hint = "Spend a code with its first success, before anything else is answered.";
  if (tries.length < 2) {
    return untestable("LC-03", { expected, actual, hint: "Type the right code twice.", evidence: [] });
  }
  return conclude("LC-03", accepted === 1, { expected, actual, hint, evidence: [] });
};

interface TypedAt {
  readonly expiresAt: EpochMs;
  readonly typedAt: EpochMs;
}

/** LC-04: the right code is good until the instant of its expiry; from then on it gives `EXPIRED_CODE` and costs nothing. Source: (21). */
export const checkExpiry: Check<Try, TypedAt> = ({ result, attemptsBefore, attemptsAfter }, { expiresAt, typedAt }) => {
  const isAlive = typedAt < expiresAt;
  const wanted: ActivationResult = isAlive ? "SUCCESS" : "EXPIRED_CODE";
  const cost = attemptsBefore - attemptsAfter;
  return conclude("LC-04", result === wanted && cost === 0, {
    expected: `${wanted} ${Math.abs(expiresAt - typedAt)} ms ${isAlive ? "before" : "after"} the expiry, at no attempt`,
    actual: `${result}, at ${cost} attempts`,
    hint: "Compare instants: a code is dead at its very expiry, and one past it is EXPIRED_CODE, whatever was typed.",
    evidence: [],
  });
};

/** LC-05: a wrong code gives `INCORRECT_CODE`, or at the last try that none is left, and costs one attempt. Source: (21). */
export const checkWrongTry: Check<Try> = ({ result, attemptsBefore, attemptsAfter }) => {
  const wanted: ActivationResult = attemptsBefore > 1 ? "INCORRECT_CODE" : "INCORRECT_CODE_RETRIES_EXCEEDED";
  const cost = attemptsBefore - attemptsAfter;
  return conclude("LC-05", result === wanted && cost === 1, {
    expected: `${wanted}, at one attempt of ${attemptsBefore}`,
    actual: `${result}, at ${cost} attempts`,
    hint: "Take one attempt from the code for each wrong try, and say that it was wrong.",
    evidence: [],
  });
};

interface Ceiling {
  /** Wrong tries that the network's policy allows. */
  readonly attempts: number;
  /** What the right code gave after all of them. */
  readonly rightCode: ActivationResult;
}

/** LC-06: at the ceiling `INCORRECT_CODE_RETRIES_EXCEEDED`, neither earlier nor later, and then the right code is refused too. Source: (21). */
export const checkCeiling: Check<readonly Pick<Try, "result">[], Ceiling> = (wrongTries, { attempts, rightCode }) => {
  const closedAt = 1 + wrongTries.findIndex(({ result }) => result === "INCORRECT_CODE_RETRIES_EXCEEDED");
  const isClosed = closedAt === attempts && rightCode === "INCORRECT_CODE_RETRIES_EXCEEDED";
  return conclude("LC-06", isClosed, {
    expected: `closed by wrong try ${attempts}, for the right code too`,
    actual: `${closedAt === 0 ? "not closed" : `closed by wrong try ${closedAt}`}; then the right code gave ${rightCode}`,
    hint: "Count wrong tries against the policy's ceiling, and compare nothing any more once it is reached.",
    evidence: [],
  });
};
