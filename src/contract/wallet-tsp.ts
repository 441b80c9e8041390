import { z } from "zod";
import { decisions, deviceInfo } from "./tsp-d1.ts";

/**
 * Wallet -> TSP. How wallets talk to networks is not public: the shapes are ours [A], the words are those of
 * contract.md sections 9 and 12, and the outcomes those of MDES validateActivationCode (21).
 */
export const walletTspPaths = {
  tokens: "/wallet/1/tokens",
  token: "/wallet/1/tokens/:tokenUniqueReference",
  methods: "/wallet/1/tokens/:tokenUniqueReference/methods",
  activationCodes: "/wallet/1/tokens/:tokenUniqueReference/activationCodes",
  activations: "/wallet/1/tokens/:tokenUniqueReference/activations",
} as const;

/** POST tokens: the End User adds a card. `securityCode` may be missing, as with a card on file. */
export const addCardRequest = z.strictObject({
  accountNumber: z.string().regex(/^[0-9]{10,19}$/, "a PAN has 10-19 digits"),
  expiryMonth: z.string().regex(/^(0[1-9]|1[0-2])$/, "expiryMonth is MM"),
  expiryYear: z.string().regex(/^[0-9]{2}$/, "expiryYear is YY"),
  securityCode: z
    .string()
    .regex(/^[0-9]{3,4}$/, "securityCode has 3-4 digits")
    .optional(),
  tokenRequestorId: z.string().length(11),
  walletId: z.string().min(1).max(3).optional(),
  consumerFacingEntityName: z.string().max(100).optional(),
  deviceInfo: deviceInfo.optional(),
  deviceAcceptLanguage: z.string().length(3).optional(),
  deviceScore: z.string().optional(),
  accountScore: z.string().optional(),
  mobileNumberSuffix: z.string().optional(),
});
export type AddCardRequest = z.infer<typeof addCardRequest>;

/** What the wallet shows: `value` is masked for SMS and e-mail; the End User picks by `id`. */
export const idvMethod = z.strictObject({ id: z.string(), type: z.string(), value: z.string() });
export type IdvMethod = z.infer<typeof idvMethod>;

export const tokenStates = ["INACTIVE", "ACTIVE", "DEACTIVATED"] as const;

/** The answer of POST tokens and GET token. */
export const tokenView = z.strictObject({
  tokenUniqueReference: z.string(),
  /** Last four of the token, not of the PAN: it must never appear in a message. */
  tokenSuffix: z.string(),
  decision: z.enum(decisions),
  state: z.enum(tokenStates),
  methods: z.array(idvMethod),
  attemptsLeft: z.number().int().optional(),
  codeRequestsLeft: z.number().int().optional(),
});
export type TokenView = z.infer<typeof tokenView>;

/** POST activationCodes: the End User chose a method, or asks for the code again. */
export const activationCodeRequest = z.strictObject({ methodId: z.string() });

/** `delivered` says what D1 answered; `errorCode` is D1's or the TSP's own. */
export const activationCodeResponse = z.strictObject({
  delivered: z.boolean(),
  expirationDateTime: z.string().optional(),
  attemptsLeft: z.number().int().optional(),
  errorCode: z.string().optional(),
  errorDescription: z.string().optional(),
});
export type ActivationCodeResponse = z.infer<typeof activationCodeResponse>;

/** POST activations: what the End User typed. */
export const activationRequest = z.strictObject({ activationCode: z.string().max(64) });

export const activationResults = [
  "SUCCESS",
  "INCORRECT_CODE",
  "INCORRECT_CODE_RETRIES_EXCEEDED",
  "EXPIRED_CODE",
] as const;
export type ActivationResult = (typeof activationResults)[number];
export const activationResponse = z.strictObject({ result: z.enum(activationResults), attemptsLeft: z.number().int() });
export type ActivationResponse = z.infer<typeof activationResponse>;

/** Errors of this leg: an HTTP status and this body. */
export const walletError = z.strictObject({ errorCode: z.string(), errorDescription: z.string() });
