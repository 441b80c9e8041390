import { z } from "zod";
import { type CapturedMail, type CapturedMessage, type CapturedSms, smsEncodings } from "./captured-message.ts";
import { authenticationResults } from "./mail-authentication.ts";
import { findCode, findPanSuffix, visibleText } from "./reading.ts";

/** A captured message as the inbox API gives it: octets in base64, and what a reader finds in the text. */
export interface MessageJson {
  readonly id: string;
  readonly sequence: number;
  readonly code?: string;
  readonly panSuffix?: string;
}

export function toMessageJson(message: CapturedMessage): MessageJson {
  const text = visibleText(message);
  const code = findCode(text);
  const panSuffix = findPanSuffix(text);
  return { ...withTextualOctets(message), ...(code && { code }), ...(panSuffix && { panSuffix }) };
}

/** An SMS part by part, for whoever wants to decode it themselves. */
export function toPartsJson({ parts }: CapturedSms): readonly object[] {
  return parts.map((part) => ({ ...part, payload: part.payload.toString("base64") }));
}

function withTextualOctets(message: CapturedMessage): MessageJson {
  const octetsAsText =
    message.kind === "sms" ? { parts: toPartsJson(message) } : { raw: message.raw.toString("base64") };
  return { ...message, ...octetsAsText };
}

const octets = z.base64().transform((text) => Buffer.from(text, "base64"));

const captured = {
  id: z.string(),
  sequence: z.number().int().positive(),
  receivedAt: z.number(),
  recipient: z.string(),
};

const smsPartShape = z.object({
  index: z.number().int(),
  total: z.number().int(),
  reference: z.number().int().exactOptional(),
  dataCoding: z.number().int(),
  tables: z
    .object({ locking: z.number().int().exactOptional(), single: z.number().int().exactOptional() })
    .exactOptional(),
  headerOctets: z.number().int().exactOptional(),
  misplaced: z
    .object({ reference: z.number().int(), total: z.number().int(), index: z.number().int() })
    .exactOptional(),
  cutByCentre: z.literal(true).exactOptional(),
  payload: octets,
  text: z.string(),
});

/** Reads a message from its JSON; unknown members are dropped. */
export type MessageShape<Message extends CapturedMessage> = z.ZodType<Message>;

export const capturedSmsShape: MessageShape<CapturedSms> = z.object({
  ...captured,
  kind: z.literal("sms"),
  transport: z.enum(["smpp", "http"]),
  sender: z.string(),
  senderTon: z.number().int(),
  destination: z.object({ address: z.string(), ton: z.number().int(), npi: z.number().int() }),
  encoding: z.enum(smsEncodings),
  text: z.string(),
  parts: z.array(smsPartShape),
});

const headersShape = z.array(z.tuple([z.string(), z.string()]));

const authenticationResult = z.enum(authenticationResults);

const signatureShape = z.object({
  domain: z.string(),
  selector: z.string(),
  algorithm: z.string(),
  result: authenticationResult,
  comment: z.string().exactOptional(),
  signedHeaders: z.array(z.string()),
  bodyLength: z.number().int().exactOptional(),
});

const authenticationShape = z.object({
  spf: z.object({ result: authenticationResult, domain: z.string() }),
  dkim: z.array(signatureShape),
  dmarc: z.object({
    result: authenticationResult,
    fromDomains: z.array(z.string()),
    policy: z.string().exactOptional(),
    aligned: z.object({ spf: z.boolean(), dkim: z.boolean() }),
  }),
  authenticationResults: z.string(),
});

export const capturedMailShape: MessageShape<CapturedMail> = z.object({
  ...captured,
  kind: z.literal("email"),
  envelope: z.object({ mailFrom: z.string(), rcptTo: z.array(z.string()) }),
  raw: octets,
  headers: headersShape,
  subject: z.string(),
  text: z.string().exactOptional(),
  html: z.string().exactOptional(),
  attachments: z.array(z.object({ filename: z.string().exactOptional(), contentType: z.string() })),
  secure: z.boolean().exactOptional(),
  authenticatedAs: z.string().exactOptional(),
  helo: z.string().exactOptional(),
  authentication: authenticationShape.exactOptional(),
  trace: headersShape.exactOptional(),
  folder: z.literal("junk").exactOptional(),
});
