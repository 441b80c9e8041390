import { readJson, requireText } from "./call.mjs";

/**
 * Card and digital card notifications: 204, also for one that came before and for a card that is gone by now –
 * a refusal would only make D1 repeat it. Operations and states that we do not know are kept as they are.
 */
export function answerNotification(call, { decisions, notifications }) {
  const { operationId, operation, status } = readJson(call);
  requireText(operationId, "operationId");
  const notification = {
    about: call.operation,
    subjectId: call.subjectId,
    operation: requireText(operation, "operation"),
    status: requireText(status, "status"),
  };
  decisions.checkNotification(notification);
  if (notifications.has(operationId)) return decisions.repeatedNotification();
  notifications.set(operationId, notification);
  return { status: 204 };
}
