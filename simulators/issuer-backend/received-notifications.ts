import type { EpochMs } from "../../src/clock.ts";

export interface ReceivedNotification {
  readonly about: "card" | "digital-card";
  /** The cardId or digitalCardId of the path. */
  readonly subjectId: string;
  readonly operationId: string;
  readonly operation: string;
  readonly status: string;
  readonly digitalCardIds: readonly string[];
  readonly receivedAt: EpochMs;
  readonly correlationId?: string;
}

/** The notifications that had an effect, in order of arrival. */
export class ReceivedNotifications {
  readonly #byIssuer = new Map<string, ReceivedNotification[]>();

  record(issuerId: string, notification: ReceivedNotification): void {
    const received = this.#byIssuer.get(issuerId);
    if (received === undefined) this.#byIssuer.set(issuerId, [notification]);
    else received.push(notification);
  }

  of(issuerId: string): readonly ReceivedNotification[] {
    return [...(this.#byIssuer.get(issuerId) ?? [])];
  }
}

/** D1 repeats what it is unsure of: an `operationId` seen before is the same notification again. Rule: RS-11. */
export const isNewNotification = (
  notification: ReceivedNotification,
  earlier: readonly ReceivedNotification[],
): boolean => earlier.every(({ operationId }) => operationId !== notification.operationId);
