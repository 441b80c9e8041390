import type { ActivationResponse } from "../contract/wallet-tsp.ts";
import { conclude } from "./conclusion.ts";
import type { Check } from "./finding.ts";

interface GuessingFacts {
  /** From issue to expiry, as observed. */
  readonly validityMs: number;
  /** How many codes the network's alphabet and length allow. */
  readonly possibleCodes: number;
  /** Wrong codes that could be typed for one card before nothing was taken any more; undefined when that did not happen. */
  readonly failuresUntilBlocked: number | undefined;
}

const LONGEST_VALIDITY_MS = 10 * 60_000;
const LEAST_BITS = 20;
const BITS_WITHOUT_LIMIT = 64;
const MOST_FAILURES = 100;

/**
 * LC-13, profile nist-800-63b: a code lives at most 10 minutes, has at least 20 bits, and below 64 bits at most 100 wrong
 * ones are taken. Source: SP 800-63B §5.1.3.2, §5.2.2 (38).
 */
export const checkGuessing: Check<GuessingFacts> = ({ validityMs, possibleCodes, failuresUntilBlocked }) => {
  const bits = Math.log2(possibleCodes);
  const isLimited = failuresUntilBlocked !== undefined && failuresUntilBlocked <= MOST_FAILURES;
  const holds = validityMs <= LONGEST_VALIDITY_MS && bits >= LEAST_BITS && (bits >= BITS_WITHOUT_LIMIT || isLimited);
  return conclude("LC-13", holds, {
    expected: "at most 10 minutes, at least 20 bits, at most 100 wrong codes below 64 bits",
    actual: `${validityMs / 60_000} minutes, ${bits.toFixed(1)} bits, ${failuresUntilBlocked ?? "no limit of"} wrong codes`,
    hint: "Shorten validity, lengthen the code or widen its alphabet, and block after a number of wrong codes.",
    evidence: [],
  });
};

const MOST_FAILURES_IN_A_ROW = 5;

/** LC-14, profile psd2: at most 5 failed attempts in a row, then a block, whatever code comes next. Source: RTS 2018/389 Art. 4 (39). */
export const checkBlockedAfterFailures: Check<{ readonly failures: number; readonly rightCodeOpens: boolean }> = ({
  failures,
  rightCodeOpens,
}) =>
  conclude("LC-14", failures <= MOST_FAILURES_IN_A_ROW && !rightCodeOpens, {
    expected: "blocked after at most 5 failures in a row, for the right code too",
    actual: `${failures} failures were taken; then the right code ${rightCodeOpens ? "opened" : "was refused"}`,
    hint: "Count failures over all codes of a card, not anew for each code.",
    evidence: [],
  });

/** LC-14, the other half: whoever is refused is not told why: a wrong code and an expired one get the same answer. Source: RTS 2018/389 Art. 4 (39). */
export const checkRefusalsAlike: Check<{
  readonly wrongCode: ActivationResponse;
  readonly expiredCode: ActivationResponse;
}> = ({ wrongCode, expiredCode }) =>
  conclude("LC-14", wrongCode.result === expiredCode.result && wrongCode.attemptsLeft === expiredCode.attemptsLeft, {
    expected: "one answer for a wrong code and an expired one",
    actual: `${inWords(wrongCode)} for the wrong one, ${inWords(expiredCode)} for the expired one`,
    hint: "Answer every refused code alike, the attempts left included.",
    evidence: [],
  });

const inWords = ({ result, attemptsLeft }: ActivationResponse): string =>
  `${result} with ${attemptsLeft} attempts left`;
