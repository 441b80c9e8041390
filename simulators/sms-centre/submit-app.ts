import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { z } from "zod";
import { limitBody } from "../../src/body-limit.ts";
import { type SmsSubmitRequest, smsSubmitPath, smsSubmitRequest } from "../../src/contract/sms-submit.ts";
import { StepproofError } from "../../src/errors.ts";
import type { SmsPart } from "../../src/messages/captured-message.ts";
import { toDestinationAddress, toSourceAddress } from "../../src/messages/sms-address.ts";
import { encodeSms } from "../../src/messages/sms-encoding.ts";
import type { SmsIntake } from "./sms-intake.ts";

export interface SubmitAppOptions {
  readonly intake: SmsIntake;
  /** A longer request gets 413, octets. */
  readonly maxBodyBytes: number;
}

/** POST /sms. Errors are `{ "error": … }` and name the member that is wrong, never its value. */
export function createSubmitApp({ intake, maxBodyBytes }: SubmitAppOptions): Hono {
  const app = new Hono();
  const onError = () => Response.json({ error: `the body is longer than ${maxBodyBytes} octets` }, { status: 413 });
  app.post(smsSubmitPath, limitBody({ maxSize: maxBodyBytes, onError }), async (context) => {
    requireJson(context.req.header("content-type"));
    const request = parseSubmit(await context.req.arrayBuffer());
    return context.json(submit(intake, request));
  });
  return app;
}

const addressed = z.looseObject({ to: smsSubmitRequest.shape.to });

/** For whom a submit's message is; undefined where the body does not say. */
export function recipientOfSubmit(body: Buffer): string | undefined {
  const submit = addressed.safeParse(jsonOrNothing(body));
  return submit.success ? submit.data.to : undefined;
}

/** The answer to whatever goes wrong in the SMS centre's HTTP API. */
export function toErrorResponse(error: Error): Response {
  if (error instanceof HTTPException) return Response.json({ error: error.message }, { status: error.status });
  if (error instanceof StepproofError) return Response.json({ error: error.message }, { status: statusOf(error) });
  return Response.json({ error: "the SMS centre failed" }, { status: 500 });
}

/** A barred number stays barred; everything else may go better later. */
const statusOf = ({ code }: StepproofError): number => (code === "ESME_RINVDSTADR" ? 422 : 503);

function requireJson(contentType: string | undefined): void {
  if (/^application\/json(\s*;|$)/i.test(contentType ?? "")) return;
  throw new HTTPException(415, { message: "content-type must be application/json" });
}

function parseSubmit(body: ArrayBuffer): SmsSubmitRequest {
  const request = smsSubmitRequest.safeParse(parseJson(body));
  if (request.success) return request.data;
  throw new HTTPException(400, { message: request.error.issues.map(describeIssue).join("; ") });
}

/** Invalid UTF-8 is refused too: mended, it would be another text than the one that was sent. */
function parseJson(body: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    // The parser's own error would quote the body.
    throw new HTTPException(400, { message: "the body is not JSON in UTF-8" });
  }
}

function jsonOrNothing(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

function describeIssue({ path, message }: z.core.$ZodIssue): string {
  return path.length === 0 ? message : `${path.join(".")}: ${message}`;
}

function submit(intake: SmsIntake, { to, from, text }: SmsSubmitRequest): { messageId: string; parts: number } {
  intake.refuseIfAsked(to);
  const { encoding, dataCoding, parts } = encodeSms(text);
  const captured = parts.map(
    (part, at): SmsPart => ({ index: at + 1, total: parts.length, dataCoding, payload: part.payload, text: part.text }),
  );
  intake.file({ source: toSourceAddress(from), destination: toDestinationAddress(to), encoding }, captured, "http");
  return { messageId: intake.nextMessageId(), parts: parts.length };
}
