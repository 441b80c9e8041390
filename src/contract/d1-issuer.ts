import { z } from "zod";
import { cardId, digitalCardId, panSuffix } from "./identifiers.ts";

/**
 * D1 -> issuer backend: token endpoint, Get Consumer Information, Deliver OTP, notifications.
 * Sources: contract.md section 6, (2) (3) (12) (13). Every call but the token call carries `Authorization: Bearer`.
 */
export const d1IssuerPaths = {
  token: "/authz/d1/v1/oauth2/token",
  consumer: "/banking/d1/v1/issuers/:issuerId/consumers/:consumerId",
  deliverOtp: "/banking/d1/v1/issuers/:issuerId/consumers/:consumerId/otp",
  cardNotification: "/notifications/d1/v1/issuers/:issuerId/cards/:cardId/notifications",
  digitalCardNotification: "/notifications/d1/v1/issuers/:issuerId/digitalCards/:digitalCardId/notifications",
} as const;

/** The form of the token request; `scope` is whatever the issuer defined. Source: (3). */
export const tokenRequest = z.strictObject({
  grant_type: z.literal("client_credentials"),
  scope: z.string().optional(),
});

/** `expires_in` is a string in the D1 specification and a number in the eCom one: both are read, in seconds. Source: (3). */
export const tokenResponse = z.strictObject({
  access_token: z.string().min(1),
  token_type: z.literal("Bearer"),
  expires_in: z.union([z.string().regex(/^\d+$/), z.number().int().nonnegative()]).optional(),
  scope: z.string().optional(),
  expires_at: z.string().optional(),
});
export type TokenResponse = z.infer<typeof tokenResponse>;

/** `countryCode` with its plus, `phoneNumber` the national digits without a trunk 0. Source: (2), [C]. */
export const mobilePhoneNumber = z.strictObject({
  countryCode: z.string().regex(/^\+[1-9][0-9]{0,2}$/, "a countryCode is a plus and 1-3 digits"),
  phoneNumber: z.string().regex(/^[0-9]{1,14}$/, "a phoneNumber is the bare national digits"),
});

const residencyAddress = z.strictObject({
  line1: z.string(),
  line2: z.string().optional(),
  city: z.string().optional(),
  state: z.string().optional(),
  zipCode: z.string(),
  countryCode: z.string().regex(/^[A-Z]{2}$/, "an address countryCode has two capital letters"),
});

/** What Get Consumer Information answers. Source: (2) for language, firstName, mobilePhoneNumber; [C] for the rest. */
export const consumerInfo = z.strictObject({
  language: z
    .string()
    .regex(/^[a-z]{2}-[a-zA-Z]{2}$/, 'a language is like "en-US"')
    .optional(),
  firstName: z.string().optional(),
  middleName: z.string().optional(),
  lastName: z.string().optional(),
  title: z.string().optional(),
  dateOfBirth: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, "a dateOfBirth is like 1996-12-14")
    .optional(),
  email: z.string().min(3).max(254).optional(),
  mobilePhoneNumber: mobilePhoneNumber.optional(),
  residencyAddress: residencyAddress.optional(),
});
export type ConsumerInfo = z.infer<typeof consumerInfo>;

export const deliveryChannels = ["SMS", "EMAIL"] as const;
/** The literal for e-mail is not public: `EMAIL` is our assumption, and a setting of D1. */
export type DeliveryChannel = (typeof deliveryChannels)[number];

/** Deliver OTP, issuer-managed mode; the body holds no contact. `expirationDate` has no published format. Source: (2), [C]. */
export const deliverOtpRequest = z.strictObject({
  otp: z.strictObject({
    value: z.string().min(1).max(32),
    expirationDate: z.string(),
    reason: z.string(),
  }),
  deliveryChannel: z.string(),
  panSuffix,
  digitalCardRequestor: z
    .strictObject({
      id: z.string(),
      walletId: z.string().optional(),
      name: z.string().optional(),
      tspId: z.string().optional(),
      originalDigitalCardRequestorId: z.string().optional(),
    })
    .optional(),
  deviceInformation: z
    .strictObject({
      digitalCardStorageType: z.string().optional(),
      phoneNumber: z.string().optional(),
      deviceName: z.string().optional(),
    })
    .optional(),
});
export type DeliverOtpRequest = z.infer<typeof deliverOtpRequest>;

/** Enum values are open: new operations and states must be tolerated. Source: [C] v1, (15). */
export const cardNotification = z.strictObject({
  operationId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "an operationId has 1-64 characters of A-Z a-z 0-9 _ -"),
  operation: z.string(),
  status: z.string(),
  cardId: cardId.optional(),
  startTime: z.string().optional(),
  digitalCardIds: z.array(digitalCardId).optional(),
});
export type CardNotification = z.infer<typeof cardNotification>;
