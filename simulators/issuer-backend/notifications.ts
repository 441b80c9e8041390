import type { Context } from "hono";
import type { Backend } from "./backend.ts";
import { authorizedIssuer, correlationIdOf, readBody } from "./call.ts";
import type { ReceivedNotification } from "./received-notifications.ts";

/** Card notifications, v1: 204, also for one that came before. Source: contract.md 6.4. */
export const answerCardNotification = (context: Context, backend: Backend): Promise<Response> =>
  answerNotification(context, backend, { about: "card", subjectId: context.req.param("cardId") ?? "" });

/** Digital card notifications: as the above. Source: (13). */
export const answerDigitalCardNotification = (context: Context, backend: Backend): Promise<Response> =>
  answerNotification(context, backend, { about: "digital-card", subjectId: context.req.param("digitalCardId") ?? "" });

/**
 * Unknown operations and states are kept as they are (RS-01). An unknown card is no error: a notification may come late,
 * when the card is gone, and a refusal would only make D1 repeat it (RS-11).
 */
async function answerNotification(
  context: Context,
  backend: Backend,
  subject: Pick<ReceivedNotification, "about" | "subjectId">,
): Promise<Response> {
  const { parts, received, clock } = backend;
  const { issuerId } = authorizedIssuer(context, backend);
  const { operationId, operation, status, digitalCardIds = [] } = await readBody(context, parts.shapes.notification);
  const correlationId = correlationIdOf(context);
  const notification = {
    ...subject,
    operationId,
    operation,
    status,
    digitalCardIds,
    receivedAt: clock.now(),
    ...(correlationId !== undefined && { correlationId }),
  };
  const isNew = parts.isNewNotification(notification, received.operationIdsOf(issuerId));
  if (isNew) received.record(issuerId, notification);
  return context.body(null, 204);
}
