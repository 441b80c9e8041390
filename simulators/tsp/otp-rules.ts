import type { EpochMs } from "../../src/clock.ts";
import type { ActivationResult } from "../../src/contract/wallet-tsp.ts";
import type { OtpPolicy } from "./policies.ts";

/** A token's current code and what is left of it. */
export interface Otp {
  readonly tokenUniqueReference: string;
  readonly value: string;
  readonly issuedAt: EpochMs;
  readonly expiresAt: EpochMs;
  readonly policy: OtpPolicy;
  readonly attemptsLeft: number;
  /** Refused tries in a row, over all codes of this token. */
  readonly failures: number;
  /** How often the End User asked, over all codes of this token. */
  readonly requests: number;
  /** Used, or dead because the digitization ended. */
  readonly spent: boolean;
}

export interface Validation {
  readonly result: ActivationResult;
  /** The code as the try leaves it. */
  readonly otp: Otp;
}

/** Why no code is sent: the TSP's own error codes towards the wallet; the limit's name is that of (34). */
export type ResendRefusal = "CODE_REQUEST_LIMIT_REACHED" | "EXPIRED_CODE" | "INCORRECT_CODE_RETRIES_EXCEEDED";
export type ResendDecision = { readonly send: "same-code" | "new-code" } | { readonly refuse: ResendRefusal };

/**
 * Compares what the End User typed, character by character. A code is good once (LC-03), until the instant of its expiry
 * (LC-04), for as many tries as the policy allows (LC-05, LC-06): the last wrong one already answers that none is left,
 * as INCORRECT_CODE means "retries permitted" (21). A code past its life costs no attempt, unless the policy answers all
 * refusals alike (LC-14): the count would tell them apart.
 */
export function validateOtp(otp: Otp, typed: string, now: EpochMs): Validation {
  const isDead = otp.spent || isExpired(otp, now);
  if (otp.policy.refusals === "alike") return isDead || typed !== otp.value ? failOnce(otp) : succeed(otp);
  if (isDead) return { result: "EXPIRED_CODE", otp };
  return typed === otp.value ? succeed(otp) : failOnce(otp);
}

/** What another request for a code leads to, after the three public readings of contract.md section 11 (LC-07). */
export function decideResend(otp: Otp, now: EpochMs): ResendDecision {
  const { policy } = otp;
  if (otp.requests >= policy.maxRequests) return { refuse: "CODE_REQUEST_LIMIT_REACHED" };
  if (otp.spent) return { refuse: "EXPIRED_CODE" };
  if (isLockedOut(otp)) return { refuse: "INCORRECT_CODE_RETRIES_EXCEEDED" };
  if (policy.resend === "new-code") return { send: "new-code" };
  const hindrance = hindranceOf(otp, now);
  if (hindrance === undefined) return { send: "same-code" };
  return policy.resend === "same-while-valid" ? { send: "new-code" } : { refuse: hindrance };
}

/** At the very instant of expiry a code is expired. */
export const isExpired = ({ expiresAt }: Pick<Otp, "expiresAt">, now: EpochMs): boolean => now >= expiresAt;

/** The tries in a row are used up, whatever code comes next (LC-14). */
const isLockedOut = ({ failures, policy }: Otp): boolean =>
  policy.maxFailures !== undefined && failures >= policy.maxFailures;

const isBlocked = (otp: Otp): boolean => otp.attemptsLeft === 0 || isLockedOut(otp);

/** A blocked code stays blocked for the right value, too (LC-06). */
const succeed = (otp: Otp): Validation =>
  isBlocked(otp)
    ? { result: "INCORRECT_CODE_RETRIES_EXCEEDED", otp }
    : { result: "SUCCESS", otp: { ...otp, spent: true, failures: 0 } };

function failOnce(otp: Otp): Validation {
  if (isBlocked(otp)) return { result: "INCORRECT_CODE_RETRIES_EXCEEDED", otp };
  const failures = otp.failures + 1;
  const attemptsLeft = isLockedOut({ ...otp, failures }) ? 0 : otp.attemptsLeft - 1;
  const result = attemptsLeft === 0 ? "INCORRECT_CODE_RETRIES_EXCEEDED" : "INCORRECT_CODE";
  return { result, otp: { ...otp, attemptsLeft, failures } };
}

function hindranceOf(otp: Otp, now: EpochMs): ResendRefusal | undefined {
  if (isExpired(otp, now)) return "EXPIRED_CODE";
  return otp.attemptsLeft === 0 ? "INCORRECT_CODE_RETRIES_EXCEEDED" : undefined;
}
