import { HTTPException } from "hono/http-exception";
import type { z } from "zod";
import type { EpochMs } from "../../src/clock.ts";
import {
  type CardNotification,
  type ConsumerInfo,
  cardNotification,
  type DeliverOtpRequest,
  deliverOtpRequest,
  type TokenResponse,
} from "../../src/contract/d1-issuer.ts";
import { tolerant } from "../../src/contract/tolerance.ts";
import type { TlsTerms } from "../../src/serve.ts";
import { type PresentedBearer, verifyBearer } from "./bearer.ts";
import { type ClientCredentials, verifyClient } from "./client-credentials.ts";
import type { EnrolledConsumer } from "./consumers.ts";
import { readExpirationDate } from "./expiration-date.ts";
import {
  composeOtpMessage,
  type OtpDelivery,
  type OtpMessage,
  resolveContact,
  type Senders,
  sendOtpMessage,
} from "./otp-message.ts";
import { isNewNotification, type ReceivedNotification } from "./received-notifications.ts";
import type { IssuerTenant } from "./tenants.ts";

/**
 * The decisions of an issuer backend, each replaceable from outside, so that an issuer that gets one wrong is a few lines.
 *
 * @example startIssuerBackend({ ...options, replaceParts: (parts) => ({ ...parts, readExpirationDate: () => Infinity }) })
 */
export interface IssuerParts {
  /** Laid over the strict terms of mutual TLS (SE-01). */
  readonly tlsTerms: TlsTerms;
  /** The issuer's own name for a new consumer; `drawn` is random (SE-06). */
  readonly nameConsumer: (info: ConsumerInfo, drawn: string) => string;
  /** A reason to answer 400 to any call before it is looked at; a tolerant issuer has none (RS-01, RS-02). */
  readonly refuseCall: (request: Request) => string | undefined;
  /** Runs before any answer is worked on; the call waits for it. */
  readonly beforeAnswer: () => Promise<void> | void;
  /** The issuer whose client asks for a token, or undefined: 401. */
  readonly verifyClient: (
    credentials: ClientCredentials | undefined,
    issuers: readonly IssuerTenant[],
  ) => IssuerTenant | undefined;
  /** The 200 body of the token endpoint. */
  readonly tokenAnswer: (granted: TokenResponse) => object;
  /** An absent bearer comes as an empty token. */
  readonly verifyBearer: (bearer: PresentedBearer) => boolean;
  readonly findConsumer: (
    consumers: ReadonlyMap<string, EnrolledConsumer>,
    consumerId: string,
  ) => EnrolledConsumer | undefined;
  readonly isForbidden: (consumer: EnrolledConsumer) => boolean;
  /** The 200 body of Get Consumer Information. */
  readonly consumerAnswer: (consumer: EnrolledConsumer, request: Request) => object | Promise<object>;
  /** How request bodies are read. */
  readonly shapes: {
    readonly deliverOtp: z.ZodType<DeliverOtpRequest>;
    readonly notification: z.ZodType<CardNotification>;
  };
  readonly readExpirationDate: (expirationDate: string) => EpochMs | undefined;
  readonly resolveContact: (delivery: OtpDelivery) => string | undefined;
  readonly composeOtp: (delivery: OtpDelivery, contact: string, now: EpochMs) => OtpMessage;
  readonly sendOtp: (message: OtpMessage, senders: Senders) => Promise<void>;
  /** Given the operationIds of this issuer's earlier notifications. */
  readonly isNewNotification: (notification: ReceivedNotification, earlierOperationIds: ReadonlySet<string>) => boolean;
  /** The text of an error answer. */
  readonly errorText: (error: Error) => string;
  /** The last look at an answer before it goes out. */
  readonly finish: (answer: Response, request: Request) => Response | Promise<Response>;
}

/** The parts of an issuer that gets everything right. */
export const rightParts: IssuerParts = {
  tlsTerms: {},
  nameConsumer: (_, drawn) => drawn,
  refuseCall: () => undefined,
  beforeAnswer: () => undefined,
  verifyClient,
  tokenAnswer: (granted) => granted,
  verifyBearer,
  findConsumer: (consumers, consumerId) => consumers.get(consumerId),
  isForbidden: ({ state }) => state === "blocked",
  consumerAnswer: ({ info }) => info,
  shapes: { deliverOtp: tolerant(deliverOtpRequest), notification: tolerant(cardNotification) },
  readExpirationDate,
  resolveContact,
  composeOtp: composeOtpMessage,
  sendOtp: sendOtpMessage,
  isNewNotification,
  // Only our own refusals are quoted: any other error may hold a contact, an address or a stack trace (SE-09).
  errorText: (error) => (error instanceof HTTPException ? error.message : "The operation failed."),
  finish: (answer) => answer,
};
