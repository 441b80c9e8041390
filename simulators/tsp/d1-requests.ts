import type { KeyObject } from "node:crypto";
import type { EpochMs } from "../../src/clock.ts";
import { encryptFundingAccount } from "../../src/contract/mdes-envelope.ts";
import type {
  ActivationMethod,
  AuthorizeServiceRequest,
  DeliverActivationCodeRequest,
  FundingAccountInfo,
  NotifyServiceActivatedRequest,
} from "../../src/contract/tsp-d1.ts";
import type { AddCardRequest } from "../../src/contract/wallet-tsp.ts";
import type { Otp } from "./otp-rules.ts";
import type { Digitization, Token } from "./tokens.ts";

const services = ["DIGITIZATION"];
/** Tokens of phone wallets that keep their keys in software; nothing in this flow hangs on it. */
const tokenType = "CLOUD";

export function toAuthorizeService(
  { correlationId, card }: Digitization,
  requestId: string,
  sealFor?: KeyObject,
): AuthorizeServiceRequest {
  const { tokenRequestorId, walletId, consumerFacingEntityName, deviceInfo, deviceAcceptLanguage } = card;
  return {
    requestId,
    correlationId,
    services,
    tokenType,
    fundingAccountInfo: toFundingAccountInfo(card, sealFor),
    tokenRequestorId,
    walletId,
    consumerFacingEntityName,
    deviceInfo,
    deviceAcceptLanguage,
    mobileNumberSuffix: card.mobileNumberSuffix,
    walletProviderDecisioningInfo: { deviceScore: card.deviceScore, accountScore: card.accountScore },
  };
}

/** The card sealed for D1's key; without a key in clear, for reading the wire by eye. */
export function toFundingAccountInfo(card: AddCardRequest, sealFor?: KeyObject): FundingAccountInfo {
  const { accountNumber, expiryMonth, expiryYear, securityCode } = card;
  const account = { accountNumber, expiryMonth, expiryYear, ...(securityCode && { securityCode }) };
  return sealFor ? { encryptedPayload: encryptFundingAccount(account, sealFor) } : { clearPayload: account };
}

export interface Delivery {
  readonly requestId: string;
  readonly method: ActivationMethod;
  readonly otp: Otp;
  readonly expirationDateTime: string;
}

/** Device and entity names are the wallet's words: D1 has to keep them out of the message (SE-10). */
export const toDelivery = (
  { correlationId, card }: Token,
  { requestId, method: { type, value }, otp, expirationDateTime }: Delivery,
): DeliverActivationCodeRequest => ({
  requestId,
  correlationId,
  tokenUniqueReference: otp.tokenUniqueReference,
  activationMethod: { type, value },
  activationCode: otp.value,
  expirationDateTime,
  consumerFacingEntityName: card.consumerFacingEntityName,
  deviceInfo: card.deviceInfo,
});

export interface ActivationNotice {
  readonly requestId: string;
  readonly accountPanSuffix: string;
  readonly activatedAt: EpochMs;
  /** The code that activated it; none when D1 approved at once, or customer service did. */
  readonly otp: Otp | undefined;
}

export function toActivationNotice(token: Token, notice: ActivationNotice): NotifyServiceActivatedRequest {
  const { requestId, accountPanSuffix, activatedAt, otp } = notice;
  return {
    requestId,
    correlationId: token.correlationId,
    services,
    tokenUniqueReference: token.tokenUniqueReference,
    accountPanSuffix,
    decision: token.decision === "APPROVED" ? "APPROVED" : "REQUIRE_ADDITIONAL_AUTHENTICATION",
    serviceRequestDateTime: new Date(token.requestedAt).toISOString(),
    tokenActivatedDateTime: new Date(activatedAt).toISOString(),
    tokenRequestorId: token.card.tokenRequestorId,
    tokenType,
    ...(otp && { numberOfActivationAttempts: oneDigit(otp.policy.attempts - otp.attemptsLeft + 1) }),
  };
}

/** The field has room for one digit only. */
const oneDigit = (count: number): string => String(Math.min(count, 9));
