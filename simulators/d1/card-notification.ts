import type { EpochMs } from "../../src/clock.ts";
import type { CardNotification } from "../../src/contract/d1-issuer.ts";
import type { Digitization } from "./digitizations.ts";

export type CardOutcome = "SUCCESSFUL" | "FAILED";

interface NotificationMarks {
  /** By it the issuer recognises a repetition. */
  readonly operationId: string;
  readonly at: EpochMs;
}

/** How the digitization ended, as a card notification. Source: contract.md sections 4 (g) and 6.4. */
export const cardNotification = (
  { card, digitalCardId }: Digitization,
  status: CardOutcome,
  { operationId, at }: NotificationMarks,
): CardNotification => ({
  operationId,
  operation: "DIGITIZE",
  status,
  cardId: card.cardId,
  startTime: new Date(at).toISOString(),
  digitalCardIds: [digitalCardId],
});
