import type { EpochMs } from "../../src/clock.ts";
import { RecentList } from "../../src/recent-list.ts";

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

/** How many notifications of an issuer are kept; the oldest make room. */
const REMEMBERED = 20_000;

/** The notifications that had an effect, in order of arrival. */
export class ReceivedNotifications {
  readonly #byIssuer = new Map<string, IssuersNotifications>();

  record(issuerId: string, notification: ReceivedNotification): void {
    const { inOrder, operationIds } = this.#byIssuer.get(issuerId) ?? this.#open(issuerId);
    inOrder.add(notification);
    operationIds.add(notification.operationId);
    const [oldest] = operationIds;
    if (oldest !== undefined && operationIds.size > REMEMBERED) operationIds.delete(oldest);
  }

  of(issuerId: string): readonly ReceivedNotification[] {
    return this.#byIssuer.get(issuerId)?.inOrder.since(0) ?? [];
  }

  /** A set, and not copied: it is asked once for every notification of a run. */
  operationIdsOf(issuerId: string): ReadonlySet<string> {
    return this.#byIssuer.get(issuerId)?.operationIds ?? none;
  }

  #open(issuerId: string): IssuersNotifications {
    const opened = { inOrder: new RecentList<ReceivedNotification>(REMEMBERED), operationIds: new Set<string>() };
    this.#byIssuer.set(issuerId, opened);
    return opened;
  }
}

interface IssuersNotifications {
  readonly inOrder: RecentList<ReceivedNotification>;
  readonly operationIds: Set<string>;
}

const none: ReadonlySet<string> = new Set();

/** D1 repeats what it is unsure of: an `operationId` seen before is the same notification again. Rule: RS-11. */
export const isNewNotification = (
  { operationId }: ReceivedNotification,
  earlierOperationIds: ReadonlySet<string>,
): boolean => !earlierOperationIds.has(operationId);
