import type { Chance } from "../../src/chance.ts";
import type { Clock, EpochMs } from "../../src/clock.ts";
import { forgetOldest } from "../../src/forget-oldest.ts";
import type { Otp, ResendRefusal, Validation } from "./otp-rules.ts";
import type { OtpParts } from "./parts.ts";
import type { OtpPolicy } from "./policies.ts";

/** Tokens, and codes of tokens, that are kept: more than can be under way at a time. */
export const REMEMBERED_TOKENS = 10_000;

/** Whose code it is and under which rules. */
export interface CodeRequest {
  readonly tokenUniqueReference: string;
  readonly policy: OtpPolicy;
  readonly pan: string;
}

export type CodeAnswer = { readonly otp: Otp } | { readonly refused: ResendRefusal };

/** What checks may know of a code. */
export type IssuedOtp = Pick<Otp, "tokenUniqueReference" | "value" | "issuedAt" | "expiresAt" | "policy">;

export interface VaultOptions {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly parts: OtpParts;
  /** Codes that are kept; of more, the oldest are forgotten. */
  readonly remembers?: number | undefined;
}

/** The TSP's one-time passwords, one a token: issues, resends and validates them under the policy of the card's range. */
export class OtpVault {
  readonly #codes = new Map<string, Otp>();
  readonly #listeners = new Set<(issued: IssuedOtp) => void>();
  /** How many codes each card has had. */
  readonly #drawn = new Map<string, number>();
  readonly #clock: Clock;
  readonly #chance: Chance;
  readonly #parts: OtpParts;
  readonly #remembers: number;

  constructor({ clock, chance, parts, remembers = REMEMBERED_TOKENS }: VaultOptions) {
    this.#clock = clock;
    this.#chance = chance;
    this.#parts = parts;
    this.#remembers = remembers;
  }

  /** The End User asks for a code, for the first time or again. */
  request(wanted: CodeRequest): CodeAnswer {
    const current = this.#codes.get(wanted.tokenUniqueReference);
    if (current === undefined) return { otp: this.#issue(wanted) };
    const decision = this.#parts.decideResend(current, this.#clock.now());
    if ("refuse" in decision) return { refused: decision.refuse };
    if (decision.send === "new-code") return { otp: this.#issue(wanted, current) };
    return { otp: this.#keep({ ...current, requests: current.requests + 1 }) };
  }

  /** Whether another request would lead to a code. */
  canRequest(tokenUniqueReference: string): boolean {
    const current = this.#codes.get(tokenUniqueReference);
    return current === undefined || "send" in this.#parts.decideResend(current, this.#clock.now());
  }

  /** Judges what was typed for a token; undefined when no code was ever issued for it. */
  validate(tokenUniqueReference: string, typed: string): Validation | undefined {
    const current = this.#parts.recallOtp(this.#codes, tokenUniqueReference);
    if (current === undefined) return undefined;
    const validation = this.#parts.validateOtp(current, typed, this.#clock.now());
    this.#keep(validation.otp);
    return validation;
  }

  /** Makes a token's code worthless (LC-11). */
  kill(tokenUniqueReference: string): void {
    const current = this.#codes.get(tokenUniqueReference);
    if (current) this.#keep(this.#parts.killOtp(current));
  }

  current(tokenUniqueReference: string): Otp | undefined {
    return this.#codes.get(tokenUniqueReference);
  }

  /** Calls the listener with every code made, before anyone else has seen it. Returns how to stop. */
  onIssued(listener: (issued: IssuedOtp) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #issue({ tokenUniqueReference, policy, pan }: CodeRequest, former?: Otp): Otp {
    const issuedAt = this.#clock.now();
    const chance = this.#chanceFor(pan);
    const otp: Otp = {
      tokenUniqueReference,
      // The code must not contain what the message shows of the card.
      value: drawOther(() => this.#parts.makeCode(policy, pan.slice(-4), chance), former?.value),
      issuedAt,
      expiresAt: wholeSecond(issuedAt + policy.validityMs),
      policy,
      attemptsLeft: policy.attempts,
      failures: former?.failures ?? 0,
      requests: (former?.requests ?? 0) + 1,
      spent: false,
    };
    for (const listener of this.#listeners) listener(otp);
    return this.#keep(otp);
  }

  /** A stream for each code of a card, so that a seed gives it the same codes whoever else is about. */
  #chanceFor(pan: string): Chance {
    const drawn = this.#drawn.get(pan) ?? 0;
    this.#drawn.set(pan, drawn + 1);
    return this.#chance.fork(`${pan}/${drawn}`);
  }

  #keep(otp: Otp): Otp {
    this.#codes.set(otp.tokenUniqueReference, otp);
    forgetOldest(this.#codes, this.#remembers);
    return otp;
  }
}

const DRAWS = 100;

/** A code that replaces another must differ from it, or the old one would live on (LC-07); a policy may know one code only. */
function drawOther(draw: () => string, former: string | undefined): string {
  let code = draw();
  for (let left = DRAWS; left > 0 && code === former; left--) code = draw();
  return code;
}

/** One of D1's date formats has no fraction: an expiry on a whole second is the same instant in all of them. */
const wholeSecond = (at: EpochMs): EpochMs => at - (at % 1_000);
