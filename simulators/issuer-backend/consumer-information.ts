import type { Context } from "hono";
import type { Backend } from "./backend.ts";
import { authorizedIssuer, consumerOf } from "./call.ts";

/**
 * Get Consumer Information: 200, 401, 403, 404. The optional `cardId` of the query is tolerated and changes nothing:
 * the contact is the consumer's, whatever the card (CD-10, CD-11). Source: (2).
 */
export async function answerConsumerInformation(context: Context, backend: Backend): Promise<Response> {
  const issuer = authorizedIssuer(context, backend);
  const consumer = consumerOf(context, backend, issuer);
  return context.json(await backend.parts.consumerAnswer(consumer, context.req.raw));
}
