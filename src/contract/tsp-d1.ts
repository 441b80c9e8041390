import { z } from "zod";

/**
 * TSP -> D1, after Mastercard's public MDES Pre-Digitization specification 2.0.33. Source: contract.md section 9, (21).
 * RPC-style POST; HTTP 200 whenever the request was understood well enough to answer, errors travel in the body.
 */
export const tspD1Base = "/issuerServices/1/0";
export type TspD1Operation =
  | "authorizeService"
  | "requestActivationMethods"
  | "deliverActivationCode"
  | "notifyServiceActivated"
  | "notifyTokenUpdated";

const requestId = z.string().min(1).max(64);
/** The network's id of one digitization; it may come back for another card. */
const correlationId = z.string().min(1).max(14);
const tokenUniqueReference = z.string().min(1).max(64);
const responseId = z.string().min(1).max(64);
const pan = z.string().regex(/^[0-9]{10,19}$/, "a PAN has 10-19 digits");

export const activationMethodTypes = [
  "TEXT_TO_CARDHOLDER_NUMBER",
  "EMAIL_TO_CARDHOLDER_ADDRESS",
  "CARDHOLDER_TO_CALL_AUTOMATED_NUMBER",
  "CARDHOLDER_TO_CALL_MANNED_NUMBER",
  "CARDHOLDER_TO_VISIT_WEBSITE",
  "CARDHOLDER_TO_USE_MOBILE_APP",
  "ISSUER_TO_CALL_CARDHOLDER_NUMBER",
  "EMV_3DS",
] as const;
export type ActivationMethodType = (typeof activationMethodTypes)[number];

/** `value` is masked for SMS, e-mail and call-back; both members have 1-64 characters. */
export const activationMethod = z.strictObject({ type: z.string().min(1).max(64), value: z.string().min(1).max(64) });
export type ActivationMethod = z.infer<typeof activationMethod>;

/** What the TSP knows of the funding account. In clear, or inside the hex envelope below. */
export const fundingAccount = z.strictObject({
  accountNumber: pan,
  expiryMonth: z.string().regex(/^(0[1-9]|1[0-2])$/, "expiryMonth is MM"),
  expiryYear: z.string().regex(/^[0-9]{2}$/, "expiryYear is YY"),
  securityCode: z
    .string()
    .regex(/^[0-9]{3,4}$/, "securityCode has 3-4 digits")
    .optional(),
});
export type FundingAccount = z.infer<typeof fundingAccount>;

/** MDES' own envelope: hexadecimal, not JWE; a one-time AES key wrapped with RSA-OAEP. */
export const encryptedPayload = z.strictObject({
  encryptedData: z
    .string()
    .regex(/^[0-9a-fA-F]+$/, "encryptedData is hexadecimal")
    .max(262_144),
  publicKeyFingerprint: z.string().min(32).max(64),
  encryptedKey: z
    .string()
    .regex(/^[0-9a-fA-F]+$/, "encryptedKey is hexadecimal")
    .max(512),
  oaepHashingAlgorithm: z.enum(["SHA256", "SHA512"]).optional(),
  iv: z
    .string()
    .regex(/^[0-9a-fA-F]{24,32}$/, "iv is hexadecimal, 24 digits for GCM")
    .optional(),
  algorithmCipherMode: z.enum(["CBC", "GCM"]).optional(),
  tag: z.string().optional(),
  aad: z.string().optional(),
});
export type EncryptedPayload = z.infer<typeof encryptedPayload>;

/** Exactly one of the two; the clear mode is ours, for reading the wire by eye. [A] */
export const fundingAccountInfo = z.strictObject({
  encryptedPayload: encryptedPayload.optional(),
  clearPayload: fundingAccount.optional(),
});
export type FundingAccountInfo = z.infer<typeof fundingAccountInfo>;

/** Text of the End User's device: controlled by outsiders, never to be shown in a message. */
export const deviceInfo = z.strictObject({
  deviceName: z.string().max(64).optional(),
  serialNumber: z.string().max(64).optional(),
  formFactor: z.string().optional(),
  osName: z.string().optional(),
  osVersion: z.string().optional(),
  imei: z.string().length(15).optional(),
  msisdn: z.string().max(15).optional(),
});
export type DeviceInfo = z.infer<typeof deviceInfo>;

export const authorizeServiceRequest = z.strictObject({
  requestId,
  correlationId,
  services: z.array(z.string()).min(1),
  tokenType: z.string(),
  fundingAccountInfo,
  tokenRequestorId: z.string().length(11).optional(),
  walletId: z.string().min(1).max(3).optional(),
  paymentAppInstanceId: z.string().max(48).optional(),
  mobileNumberSuffix: z.string().min(4).max(32).optional(),
  activeTokenCount: z.string().max(2).optional(),
  walletProviderDecisioningInfo: z
    .strictObject({
      recommendedDecision: z.string().optional(),
      deviceScore: z.string().optional(),
      accountScore: z.string().optional(),
      phoneNumberScore: z.string().optional(),
    })
    .optional(),
  consumerFacingEntityName: z.string().max(100).optional(),
  deviceInfo: deviceInfo.optional(),
  /** ISO 639-3, three letters: one of three language formats in the flow. */
  deviceAcceptLanguage: z.string().length(3).optional(),
});
export type AuthorizeServiceRequest = z.infer<typeof authorizeServiceRequest>;

/** GREEN, RED and YELLOW of D1's own words, in this order; the mapping is ours. [A] */
export const decisions = ["APPROVED", "DECLINED", "REQUIRE_ADDITIONAL_AUTHENTICATION"] as const;
export type Decision = (typeof decisions)[number];

const errorMembers = { errorCode: z.string().max(32).optional(), errorDescription: z.string().max(256).optional() };

export const authorizeServiceResponse = z.strictObject({
  responseId,
  decision: z.enum(decisions).optional(),
  activationMethods: z.array(activationMethod).optional(),
  declineReasonCode: z.string().optional(),
  cvcResponse: z.enum(["MATCH", "INVALID", "NOT_PROCESSED"]).optional(),
  ...errorMembers,
});
export type AuthorizeServiceResponse = z.infer<typeof authorizeServiceResponse>;

/** The specification leaves the request members open; modelled on authorizeService. [A] */
export const requestActivationMethodsRequest = z.strictObject({
  requestId,
  correlationId,
  tokenUniqueReference: tokenUniqueReference.optional(),
  fundingAccountInfo,
});
export type RequestActivationMethodsRequest = z.infer<typeof requestActivationMethodsRequest>;

export const requestActivationMethodsResponse = z.strictObject({
  responseId,
  activationMethods: z.array(activationMethod).optional(),
  authenticationDecision: z.enum(decisions).optional(),
  ...errorMembers,
});
export type RequestActivationMethodsResponse = z.infer<typeof requestActivationMethodsResponse>;

/** No PAN, no suffix, no clear contact: whoever delivers must have kept the state. */
export const deliverActivationCodeRequest = z.strictObject({
  requestId,
  correlationId,
  tokenUniqueReference,
  activationMethod,
  activationCode: z.string().min(1).max(32),
  /** `YYYY-MM-DDThh:mm:ss[.s…]` and `Z` or an offset, 20-29 characters: compare instants, not texts. */
  expirationDateTime: z.string().min(20).max(29),
  reasonCodes: z.array(z.string()).optional(),
  consumerFacingEntityName: z.string().max(100).optional(),
  deviceInfo: deviceInfo.optional(),
});
export type DeliverActivationCodeRequest = z.infer<typeof deliverActivationCodeRequest>;

export const notifyServiceActivatedRequest = z.strictObject({
  requestId,
  correlationId,
  services: z.array(z.string()).min(1),
  tokenUniqueReference: tokenUniqueReference.optional(),
  /** 4-8 digits; a template may only ever see the last four. */
  accountPanSuffix: z.string().regex(/^[0-9]{4,8}$/, "accountPanSuffix has 4-8 digits"),
  decision: z.enum(["APPROVED", "REQUIRE_ADDITIONAL_AUTHENTICATION"]),
  serviceRequestDateTime: z.string(),
  tokenActivatedDateTime: z.string(),
  tokenRequestorId: z.string().length(11),
  tokenType: z.string(),
  numberOfActivationAttempts: z.string().length(1).optional(),
  /** ISO 639-1, two letters. */
  consumerLanguage: z.string().length(2).optional(),
});
export type NotifyServiceActivatedRequest = z.infer<typeof notifyServiceActivatedRequest>;

export const tokenStatuses = ["INACTIVE", "ACTIVE", "SUSPENDED", "DEACTIVATED"] as const;

export const notifyTokenUpdatedRequest = z.strictObject({
  requestId,
  correlationId,
  tokenUniqueReference,
  status: z.enum(tokenStatuses),
});
export type NotifyTokenUpdatedRequest = z.infer<typeof notifyTokenUpdatedRequest>;

/** The answer to the deliver and notify calls. */
export const acknowledgement = z.strictObject({ responseId, ...errorMembers });
export type Acknowledgement = z.infer<typeof acknowledgement>;

/** Error codes of the public list; it is not complete, so a receiver takes any text of up to 32 characters. */
export type TspD1ErrorCode =
  | "INVALID_JSON"
  | "MISSING_REQUIRED_FIELD"
  | "INVALID_FIELD_FORMAT"
  | "INVALID_FIELD_LENGTH"
  | "INVALID_FIELD_VALUE"
  | "CRYPTOGRAPHY_ERROR"
  | "INTERNAL_SERVICE_FAILURE"
  | "MISSING_EXPIRY_DATE";
