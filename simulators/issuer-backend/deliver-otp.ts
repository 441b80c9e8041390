import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { EpochMs } from "../../src/clock.ts";
import { type DeliveryChannel, deliveryChannels } from "../../src/contract/d1-issuer.ts";
import type { Backend } from "./backend.ts";
import { authorizedIssuer, consumerOf, readBody } from "./call.ts";

/**
 * Deliver OTP: one message for every accepted request, by the channel that the End User chose, and 204 only once it is
 * handed over (CS-13, RS-05, RS-10). 400 for an unknown channel, an unreadable or passed expiry (LC-01); 401, 403, 404
 * for the consumer, 404 for a contact that is missing; 500 when the message could not be handed over.
 *
 * Two equal requests are two messages. The operation has no key to tell a repetition by: `x-correlation-id` may come
 * back, and a resend with the same code and expiry is the same request in every member. Dropping it would leave an
 * End User who asked again without a code. Source: contract.md 5, 6.3, 11.
 */
export async function answerDeliverOtp(context: Context, backend: Backend): Promise<Response> {
  const { parts, clock, senders } = backend;
  const issuer = authorizedIssuer(context, backend);
  const request = await readBody(context, parts.shapes.deliverOtp);
  const consumer = consumerOf(context, backend, issuer);
  const delivery = { issuer, consumer, channel: readChannel(request.deliveryChannel), request };
  refuseExpired(parts.readExpirationDate(request.otp.expirationDate), clock.now());
  const contact = parts.resolveContact(delivery);
  if (contact === undefined) throw new HTTPException(404, { message: "The consumer has no contact for this channel." });
  await parts.sendOtp(parts.composeOtp(delivery, contact, clock.now()), senders);
  return context.body(null, 204);
}

function readChannel(deliveryChannel: string): DeliveryChannel {
  const channel = deliveryChannels.find((known) => known === deliveryChannel);
  if (channel === undefined) throw new HTTPException(400, { message: "The deliveryChannel is not known." });
  return channel;
}

function refuseExpired(expiresAt: EpochMs | undefined, now: EpochMs): void {
  if (expiresAt === undefined) throw new HTTPException(400, { message: "The otp.expirationDate cannot be read." });
  if (expiresAt <= now) throw new HTTPException(400, { message: "The OTP has expired." });
}
