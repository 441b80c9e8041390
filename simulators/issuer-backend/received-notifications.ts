import type { EpochMs } from "../../src/clock.ts";
import { forgetOldest } from "../../src/forget-oldest.ts";

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

/** Notifications of one issuer that are kept. */
const REMEMBERED = 20_000;

/** The notifications that had an effect, in order of arrival; of very many, those that came last. */
export class ReceivedNotifications {
  readonly #byIssuer = new Map<string, IssuersNotifications>();
  readonly #remembered: number;

  constructor(remembered: number = REMEMBERED) {
    this.#remembered = remembered;
  }

  record(issuerId: string, notification: ReceivedNotification): void {
    const { inOrder, operationIds } = this.#byIssuer.get(issuerId) ?? this.#open(issuerId);
    inOrder.add(notification);
    operationIds.add(notification.operationId);
    forgetOldest(inOrder, this.#remembered);
    forgetOldest(operationIds, this.#remembered);
  }

  of(issuerId: string): readonly ReceivedNotification[] {
    return [...(this.#byIssuer.get(issuerId)?.inOrder ?? [])];
  }

  /** A set, and not copied: it is asked once for every notification of a run. */
  operationIdsOf(issuerId: string): ReadonlySet<string> {
    return this.#byIssuer.get(issuerId)?.operationIds ?? none;
  }

  #open(issuerId: string): IssuersNotifications {
    const opened = { inOrder: new Set<ReceivedNotification>(), operationIds: new Set<string>() };
    this.#byIssuer.set(issuerId, opened);
    return opened;
  }
}

interface IssuersNotifications {
  readonly inOrder: Set<ReceivedNotification>;
  readonly operationIds: Set<string>;
}

const none: ReadonlySet<string> = new Set();

/** D1 repeats what it is unsure of: an `operationId` seen before is the same notification again. Rule: RS-11. */
export const isNewNotification = (
  { operationId }: ReceivedNotification,
  earlierOperationIds: ReadonlySet<string>,
): boolean => !earlierOperationIds.has(operationId);
