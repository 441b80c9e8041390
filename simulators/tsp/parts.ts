import type { Chance } from "../../src/chance.ts";
import type { EpochMs } from "../../src/clock.ts";
import type { D1Client } from "./d1-client.ts";
import { type ExpirySpelling, formatExpiry } from "./expiry.ts";
import { drawCorrelationId } from "./ids.ts";
import { makeCode } from "./otp-code.ts";
import { decideResend, type Otp, type ResendDecision, type Validation, validateOtp } from "./otp-rules.ts";
import type { OtpPolicy } from "./policies.ts";

/** The decisions about a code. */
export interface OtpParts {
  readonly makeCode: (policy: OtpPolicy, panSuffix: string, chance: Chance) => string;
  readonly decideResend: (otp: Otp, now: EpochMs) => ResendDecision;
  /** The code that a try on this token is compared with: the token's own, and no other (LC-09). */
  readonly recallOtp: (codes: ReadonlyMap<string, Otp>, tokenUniqueReference: string) => Otp | undefined;
  readonly validateOtp: (otp: Otp, typed: string, now: EpochMs) => Validation;
  /** The code once the digitization has ended without success. */
  readonly killOtp: (otp: Otp) => Otp;
}

/** What a TSP is made of; another network is this one with parts replaced. */
export interface TspParts extends OtpParts {
  /** `expirationDateTime` as D1 and the wallet read it. */
  readonly formatExpiry: (at: EpochMs) => string;
  readonly accountPanSuffix: (pan: string, length: number) => string;
  /** May come back for another card: contract.md section 17, trap 3. */
  readonly drawCorrelationId: (chance: Chance) => string;
  /** How D1 is called; replace an operation to send it something else. */
  readonly d1: D1Client;
}

export const defaultParts = (d1: D1Client, spelling: ExpirySpelling = "zulu"): TspParts => ({
  makeCode,
  decideResend,
  recallOtp: (codes, tokenUniqueReference) => codes.get(tokenUniqueReference),
  validateOtp,
  killOtp: (otp) => ({ ...otp, spent: true }),
  formatExpiry: (at) => formatExpiry(at, spelling),
  accountPanSuffix: (pan, length) => pan.slice(-length),
  drawCorrelationId,
  d1,
});
