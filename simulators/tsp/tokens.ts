import type { Chance } from "../../src/chance.ts";
import type { EpochMs } from "../../src/clock.ts";
import type { Decision, DeliverActivationCodeRequest } from "../../src/contract/tsp-d1.ts";
import type { AddCardRequest, IdvMethod, tokenStates } from "../../src/contract/wallet-tsp.ts";
import { forgetOldest } from "../../src/forget-oldest.ts";
import type { RangeRules } from "./card-ranges.ts";
import { type CodeRequest, REMEMBERED_TOKENS } from "./otp-vault.ts";

/** A card on its way into a wallet: what is known before D1 has decided. */
export interface Digitization {
  readonly tokenUniqueReference: string;
  readonly correlationId: string;
  /** The number that stands in for the PAN; its ending is another one. */
  readonly tokenNumber: string;
  readonly card: AddCardRequest;
  readonly rules: RangeRules;
  readonly requestedAt: EpochMs;
}

/** The same once D1 has decided, until the token is active or abandoned. */
export interface Token extends Digitization {
  readonly decision: Decision;
  readonly state: (typeof tokenStates)[number];
  readonly methods: readonly IdvMethod[];
  /** What D1 was last asked to deliver, by the flow or by a check's instruction. */
  readonly lastDelivery?: DeliverActivationCodeRequest;
}

/** The tokens of this TSP, by their reference; of very many, those that came last. */
export class TokenStore {
  readonly #tokens = new Map<string, Token>();
  readonly #remembered: number;

  constructor(remembered: number = REMEMBERED_TOKENS) {
    this.#remembered = remembered;
  }

  keep(token: Token): Token {
    this.#tokens.set(token.tokenUniqueReference, token);
    forgetOldest(this.#tokens, this.#remembered);
    return token;
  }

  find(tokenUniqueReference: string): Token | undefined {
    return this.#tokens.get(tokenUniqueReference);
  }
}

/** What the vault has to know of a token. */
export const toCodeRequest = ({ tokenUniqueReference, rules, card }: Token): CodeRequest => ({
  tokenUniqueReference,
  policy: rules.policy,
  pan: card.accountNumber,
});

const DIGITS = "0123456789";

/** Sixteen digits of the card's industry that pass Luhn and end in other four than the PAN: a mix-up must show (PM-08). */
export function drawTokenNumber(pan: string, chance: Chance): string {
  const digits = pan.charAt(0) + chance.text(DIGITS, 14);
  const tokenNumber = digits + luhnDigit(digits);
  return tokenNumber.endsWith(pan.slice(-4)) ? drawTokenNumber(pan, chance) : tokenNumber;
}

/** Annex B of ISO/IEC 7812-1: every second digit counts double, from the right. */
function luhnDigit(digits: string): string {
  const weighed = [...digits].reverse().map((digit, index) => Number(digit) * (index % 2 === 0 ? 2 : 1));
  const sum = weighed.reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
  return String((10 - (sum % 10)) % 10);
}
