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
 * as INCORRECT_CODE means "retries permitted" (21). A code past its life costs no attempt.
 */
export function validateOtp(otp: Otp, typed: string, now: EpochMs): Validation {
  if (otp.spent || isExpired(otp, now)) return { result: "EXPIRED_CODE", otp };
  if (otp.attemptsLeft === 0) return { result: "INCORRECT_CODE_RETRIES_EXCEEDED", otp };
  if (typed === otp.value) return { result: "SUCCESS", otp: { ...otp, spent: true } };
  const attemptsLeft = otp.attemptsLeft - 1;
  const result = attemptsLeft === 0 ? "INCORRECT_CODE_RETRIES_EXCEEDED" : "INCORRECT_CODE";
  return { result, otp: { ...otp, attemptsLeft } };
}

/** What another request for a code leads to, after the three public readings of contract.md section 11 (LC-07). */
export function decideResend(otp: Otp, now: EpochMs): ResendDecision {
  const { policy } = otp;
  if (otp.requests >= policy.maxRequests) return { refuse: "CODE_REQUEST_LIMIT_REACHED" };
  if (otp.spent) return { refuse: "EXPIRED_CODE" };
  if (policy.resend === "new-code") return { send: "new-code" };
  const hindrance = hindranceOf(otp, now);
  if (hindrance === undefined) return { send: "same-code" };
  return policy.resend === "same-while-valid" ? { send: "new-code" } : { refuse: hindrance };
}

/** At the very instant of expiry a code is expired. */
export const isExpired = ({ expiresAt }: Pick<Otp, "expiresAt">, now: EpochMs): boolean => now >= expiresAt;

function hindranceOf(otp: Otp, now: EpochMs): ResendRefusal | undefined {
  if (isExpired(otp, now)) return "EXPIRED_CODE";
  return otp.attemptsLeft === 0 ? "INCORRECT_CODE_RETRIES_EXCEEDED" : undefined;
}
