import { VALIDATION } from "../simulators/tsp/d1-client.ts";
import type { Otp, Validation } from "../simulators/tsp/otp-rules.ts";
import type { Mutant } from "./mutant.ts";
import { wrongTsp } from "./wrong-tsp.ts";

const GRACE_MS = 30_000;

/** A TSP that is wrong about the life of a code: how long it lives, how often it is tried, who judges it. */
export const tspLifecycleMutants: readonly Mutant[] = [
  wrongTsp("expiry-without-offset", "LC-02", "The TSP writes expiries without saying of which time zone.", (good) => ({
    formatExpiry: (at) => good.formatExpiry(at).slice(0, "2026-07-04T10:00:00".length),
  })),
  wrongTsp("expiry-in-local-time", "LC-02", "The TSP writes local time and calls it UTC.", (good) => ({
    formatExpiry: (at) => good.formatExpiry(at + 2 * 60 * 60_000),
  })),
  wrongTsp("code-accepted-twice", "LC-03", "The TSP accepts a code again and again.", ({ validateOtp }) => ({
    validateOtp: (otp, typed, now) => {
      const validation = validateOtp(otp, typed, now);
      return validation.result === "SUCCESS" ? { ...validation, otp } : validation;
    },
  })),
  wrongTsp(
    "grace-period",
    "LC-04",
    "The TSP accepts a code for half a minute beyond its expiry.",
    ({ validateOtp }) => ({
      validateOtp: (otp, typed, now) => validateOtp({ ...otp, expiresAt: otp.expiresAt + GRACE_MS }, typed, now),
    }),
  ),
  wrongTsp("expires-too-early", "LC-04", "The TSP lets a code expire a second before its time.", ({ validateOtp }) => ({
    validateOtp: (otp, typed, now) => validateOtp(otp, typed, now + 1_000),
  })),
  wrongTsp("last-instant-alive", "LC-04", "The TSP still accepts a code at its very expiry.", ({ validateOtp }) => ({
    validateOtp: (otp, typed, now) => validateOtp(otp, typed, now - 1),
  })),
  wrongTsp("expired-is-wrong", "LC-04", "The TSP calls an expired code a wrong one.", ({ validateOtp }) => ({
    validateOtp: (otp, typed, now) => {
      const validation = validateOtp(otp, typed, now);
      return validation.result === "EXPIRED_CODE" ? { ...validation, result: "INCORRECT_CODE" } : validation;
    },
  })),
  wrongTsp("tries-for-nothing", "LC-05", "The TSP takes no attempt for a wrong code.", ({ validateOtp }) => ({
    validateOtp: (otp, typed, now) => withAttempts(validateOtp(otp, typed, now), otp.attemptsLeft),
  })),
  wrongTsp("tries-cost-two", "LC-05", "The TSP takes two attempts for a wrong code.", ({ validateOtp }) => ({
    validateOtp: (otp, typed, now) => {
      const validation = validateOtp(otp, typed, now);
      const isWrong = validation.result === "INCORRECT_CODE";
      return isWrong ? withAttempts(validation, Math.max(0, otp.attemptsLeft - 2)) : validation;
    },
  })),
  wrongTsp("one-try-more", "LC-06", "The TSP closes a code one try too late.", ({ validateOtp }) => ({
    validateOtp: (otp, typed, now) => {
      const validation = validateOtp({ ...otp, attemptsLeft: otp.attemptsLeft + 1 }, typed, now);
      return withAttempts(validation, Math.max(0, validation.otp.attemptsLeft - 1));
    },
  })),
  wrongTsp(
    "right-code-opens-closed",
    "LC-06",
    "The TSP accepts the right code when no try is left.",
    ({ validateOtp }) => ({
      validateOtp: (otp, typed, now) =>
        validateOtp(typed === otp.value ? { ...otp, attemptsLeft: Math.max(1, otp.attemptsLeft) } : otp, typed, now),
    }),
  ),
  wrongTsp("same-code-new-expiry", "LC-07", "The TSP repeats a code and lets it live longer.", ({ decideResend }) => ({
    decideResend: (otp, now) => decideResend({ ...otp, expiresAt: Number.MAX_SAFE_INTEGER }, now),
  })),
  wrongTsp("asks-d1-to-judge", "LC-10", "The TSP hands what was typed to D1.", ({ validateOtp, d1 }) => ({
    validateOtp: (otp, typed, now) => {
      const { tokenUniqueReference } = otp;
      void d1.post(VALIDATION, { requestId: "R1", tokenUniqueReference, activationCode: typed }).catch(() => undefined);
      return validateOtp(otp, typed, now);
    },
  })),
  wrongTsp(
    "customer-service-code-lives",
    "LC-11",
    "The TSP keeps a code alive that customer service made needless.",
    () => ({
      killOtp: (otp) => ({ ...otp, attemptsLeft: otp.policy.attempts }),
    }),
  ),
  wrongTsp(
    "codes-without-limit",
    "LC-13",
    "The TSP takes as many guesses as one likes.",
    ({ validateOtp, decideResend }) => ({
      validateOtp: (otp, typed, now) => validateOtp({ ...otp, failures: 0 }, typed, now),
      decideResend: (otp, now) => decideResend({ ...otp, requests: 0 }, now),
    }),
  ),
  wrongTsp(
    "codes-guessed-at-once",
    "LC-13",
    "The TSP makes codes of four digits, whatever was agreed.",
    ({ makeCode }) => ({
      makeCode: ({ shape: _shape, ...policy }, panSuffix, chance) =>
        makeCode({ ...policy, length: 4 }, panSuffix, chance),
    }),
  ),
  wrongTsp(
    "failures-forgotten",
    "LC-14",
    "The TSP counts failures anew for each code.",
    ({ validateOtp, decideResend }) => ({
      validateOtp: (otp, typed, now) => validateOtp({ ...otp, failures: 0 }, typed, now),
      decideResend: (otp, now) => decideResend({ ...otp, failures: 0 }, now),
    }),
  ),
  wrongTsp("refusals-tell-why", "LC-14", "The TSP tells a dead code from a wrong one.", ({ validateOtp }) => ({
    validateOtp: (otp, typed, now) => validateOtp({ ...otp, policy: { ...otp.policy, refusals: "told" } }, typed, now),
  })),
];

const withAttempts = (validation: Validation, attemptsLeft: number): Validation => ({
  ...validation,
  otp: { ...validation.otp, attemptsLeft } satisfies Otp,
});
