import type { KeyObject } from "node:crypto";
import type { Chance } from "../../src/chance.ts";
import type { Clock } from "../../src/clock.ts";
import type { AuthorizeServiceResponse, Decision } from "../../src/contract/tsp-d1.ts";
import type {
  ActivationCodeResponse,
  ActivationResponse,
  AddCardRequest,
  IdvMethod,
  TokenView,
} from "../../src/contract/wallet-tsp.ts";
import type { CardRanges } from "./card-ranges.ts";
import type { D1Answer } from "./d1-client.ts";
import { toAuthorizeService, toDelivery, toFundingAccountInfo } from "./d1-requests.ts";
import { drawRequestId, drawTokenReference } from "./ids.ts";
import { carriesCode, toIdvMethods } from "./methods.ts";
import type { Otp } from "./otp-rules.ts";
import type { OtpVault } from "./otp-vault.ts";
import { announceAbandoned, announceActive } from "./outcomes.ts";
import type { TspParts } from "./parts.ts";
import { type Digitization, drawTokenNumber, type Token, type TokenStore, toCodeRequest } from "./tokens.ts";
import { refuse } from "./wallet-refusals.ts";

export interface TokenServiceOptions {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly parts: TspParts;
  readonly ranges: CardRanges;
  readonly tokens: TokenStore;
  readonly vault: OtpVault;
  /** D1's public key; without one, card data travels in clear. */
  readonly sealFor: KeyObject | undefined;
}

/** What a wallet can ask of the TSP: contract.md section 4, between wallet and D1. */
export class TokenService {
  readonly #rooms: TokenServiceOptions;

  constructor(rooms: TokenServiceOptions) {
    this.#rooms = rooms;
  }

  /** Asks D1 whether the card may go into the wallet. Throws D1_FAILED. */
  async addCard(card: AddCardRequest): Promise<TokenView> {
    const { parts, tokens, sealFor } = this.#rooms;
    const digitization = this.#begin(card);
    const authorization = toAuthorizeService(digitization, this.#requestId(), sealFor);
    const answer = answerOf("authorizeService", await parts.d1.authorizeService(authorization));
    const token = tokens.keep(this.#decide(digitization, answer));
    if (token.state === "ACTIVE") announceActive(this.#rooms, token);
    return this.#show(token);
  }

  /** Throws UNKNOWN_TOKEN. */
  view(tokenUniqueReference: string): TokenView {
    return this.#show(this.#find(tokenUniqueReference));
  }

  /** Asks D1 again how the End User may prove who they are. Throws UNKNOWN_TOKEN, INVALID_TOKEN_STATE, D1_FAILED. */
  async renewMethods(tokenUniqueReference: string): Promise<TokenView> {
    const { parts, chance, sealFor } = this.#rooms;
    const { correlationId, card } = this.#findInactive(tokenUniqueReference);
    const fundingAccountInfo = toFundingAccountInfo(card, sealFor);
    const asked = { requestId: this.#requestId(), correlationId, tokenUniqueReference, fundingAccountInfo };
    const answer = answerOf("requestActivationMethods", await parts.d1.requestActivationMethods(asked));
    const token = this.#find(tokenUniqueReference);
    return this.#change(token, { methods: toIdvMethods(answer.activationMethods ?? [], token.methods, chance) });
  }

  /** Makes or repeats a code and has D1 deliver it. Throws UNKNOWN_TOKEN, INVALID_TOKEN_STATE, INVALID_FIELD_VALUE. */
  async sendCode(tokenUniqueReference: string, methodId: string): Promise<ActivationCodeResponse> {
    const { parts, vault } = this.#rooms;
    const token = this.#findInactive(tokenUniqueReference);
    const method = chosenMethod(token, methodId);
    const code = vault.request(toCodeRequest(token));
    if ("refused" in code) return noCode(code.refused);
    const expirationDateTime = parts.formatExpiry(code.otp.expiresAt);
    const delivery = { requestId: this.#requestId(), method, otp: code.otp, expirationDateTime };
    const lastDelivery = toDelivery(token, delivery);
    this.#change(token, { lastDelivery });
    const outcome = await parts.d1.deliverActivationCode(lastDelivery);
    return { ...toCodeResponse(outcome), expirationDateTime, attemptsLeft: code.otp.attemptsLeft };
  }

  /** Validates what was typed; the right code activates the token. Throws UNKNOWN_TOKEN, CODE_NOT_REQUESTED. */
  activate(tokenUniqueReference: string, typed: string): ActivationResponse {
    const token = this.#find(tokenUniqueReference);
    const validation = this.#rooms.vault.validate(tokenUniqueReference, typed);
    if (validation === undefined) throw refuse("CODE_NOT_REQUESTED", "no code was requested for this token");
    const { result, otp } = validation;
    if (result === "SUCCESS") this.#succeed(token, otp);
    if (result !== "SUCCESS" && this.#isHopeless(token, otp)) this.#giveUp(token);
    return { result, attemptsLeft: otp.attemptsLeft };
  }

  /** Customer service has made sure who the End User is: the card is active, and no code opens it any more. Throws UNKNOWN_TOKEN, INVALID_TOKEN_STATE. */
  activateWithoutCode(tokenUniqueReference: string): TokenView {
    const token = this.#findInactive(tokenUniqueReference);
    this.#rooms.vault.kill(tokenUniqueReference);
    announceActive(this.#rooms, token);
    return this.#change(token, { state: "ACTIVE" });
  }

  /** The End User changed their mind: the code dies, D1 hears of it, once. Throws UNKNOWN_TOKEN. */
  cancel(tokenUniqueReference: string): TokenView {
    const token = this.#find(tokenUniqueReference);
    this.#rooms.vault.kill(tokenUniqueReference);
    return token.state === "DEACTIVATED" ? this.#show(token) : this.#giveUp(token);
  }

  #begin(card: AddCardRequest): Digitization {
    const { clock, chance, ranges, parts } = this.#rooms;
    return {
      tokenUniqueReference: drawTokenReference(chance),
      correlationId: parts.drawCorrelationId(chance),
      tokenNumber: drawTokenNumber(card.accountNumber, chance),
      card,
      rules: ranges.rulesFor(card.accountNumber),
      requestedAt: clock.now(),
    };
  }

  #decide(digitization: Digitization, { decision, activationMethods }: AuthorizeServiceResponse): Token {
    if (decision === undefined) throw refuse("D1_FAILED", "authorizeService: D1 answered without a decision");
    const offered = decision === "REQUIRE_ADDITIONAL_AUTHENTICATION" ? (activationMethods ?? []) : [];
    const methods = toIdvMethods(offered, [], this.#rooms.chance);
    return { ...digitization, decision, state: firstStates[decision], methods };
  }

  #succeed(token: Token, otp: Otp): void {
    this.#change(token, { state: "ACTIVE" });
    announceActive(this.#rooms, token, otp);
  }

  /** No try is left on this code, and no other code can be had: the digitization has failed (LC-11). */
  #isHopeless({ state, tokenUniqueReference }: Token, otp: Otp): boolean {
    const { clock, vault } = this.#rooms;
    const isOver = otp.attemptsLeft === 0 || clock.now() >= otp.expiresAt;
    return state === "INACTIVE" && isOver && !vault.canRequest(tokenUniqueReference);
  }

  #giveUp(token: Token): TokenView {
    const view = this.#change(token, { state: "DEACTIVATED" });
    announceAbandoned(this.#rooms, token);
    return view;
  }

  #show(token: Token): TokenView {
    const { tokenUniqueReference, tokenNumber, decision, state, methods, rules } = token;
    const otp = this.#rooms.vault.current(tokenUniqueReference);
    return {
      tokenUniqueReference,
      tokenSuffix: tokenNumber.slice(-4),
      decision,
      state,
      methods: [...methods],
      attemptsLeft: otp?.attemptsLeft ?? rules.policy.attempts,
      codeRequestsLeft: rules.policy.maxRequests - (otp?.requests ?? 0),
    };
  }

  #change(token: Token, changes: Partial<Token>): TokenView {
    return this.#show(this.#rooms.tokens.keep({ ...token, ...changes }));
  }

  #find(tokenUniqueReference: string): Token {
    const token = this.#rooms.tokens.find(tokenUniqueReference);
    if (token === undefined) throw refuse("UNKNOWN_TOKEN", "tokenUniqueReference: no such token");
    return token;
  }

  #findInactive(tokenUniqueReference: string): Token {
    const token = this.#find(tokenUniqueReference);
    if (token.state !== "INACTIVE") throw refuse("INVALID_TOKEN_STATE", "the token does not wait for its activation");
    return token;
  }

  #requestId(): string {
    return drawRequestId(this.#rooms.chance);
  }
}

/** A declined card never becomes a token that could do anything. */
const firstStates: Readonly<Record<Decision, Token["state"]>> = {
  APPROVED: "ACTIVE",
  DECLINED: "DEACTIVATED",
  REQUIRE_ADDITIONAL_AUTHENTICATION: "INACTIVE",
};

function answerOf<Answer>(operation: string, outcome: D1Answer<Answer>): Answer {
  if ("answer" in outcome) return outcome.answer;
  throw refuse("D1_FAILED", `${operation}: ${outcome.errorCode}`);
}

function chosenMethod(token: Token, methodId: string): IdvMethod {
  const method = token.methods.find(({ id }) => id === methodId);
  if (method === undefined) throw refuse("INVALID_FIELD_VALUE", "methodId: not a method offered for this token");
  if (!carriesCode(method)) throw refuse("INVALID_FIELD_VALUE", "methodId: no code travels by this method");
  return method;
}

const noCode = (errorCode: string): ActivationCodeResponse => ({
  delivered: false,
  errorCode,
  errorDescription: "the TSP's policy allows no further code for this token",
});

const toCodeResponse = (outcome: D1Answer<unknown>): ActivationCodeResponse =>
  "answer" in outcome ? { delivered: true } : { delivered: false, ...outcome };
