import type { DeliveryReceipt } from "./delivery-receipt.ts";
import type { PduFields } from "./smpp-pdu.ts";

const LAST_REFERENCE = 0xffff;

/**
 * Submits whose response is awaited, by their `user_message_reference`: a centre repeats it in the delivery receipt, and a
 * receipt proves that the message was taken even where the response was lost. Source: SMPP 3.4 §5.3.2.17.
 */
export class UnansweredSubmits {
  readonly #waiting = new Map<number, (messageId: string) => void>();
  #reference = 0;

  /** The fields with a reference, where a receipt is asked for. */
  refer(fields: PduFields): PduFields {
    if (!fields["registered_delivery"]) return fields;
    this.#reference = (this.#reference % LAST_REFERENCE) + 1;
    return { ...fields, user_message_reference: this.#reference };
  }

  /** Resolves with the message id once a receipt of this submit comes; without a reference, never. */
  receiptOf(fields: PduFields): Promise<string> {
    return new Promise((resolve) => {
      const reference = referenceOf(fields);
      if (reference !== undefined) this.#waiting.set(reference, resolve);
    });
  }

  settle({ reference, messageId }: DeliveryReceipt): void {
    if (reference !== undefined) this.#waiting.get(reference)?.(messageId);
  }

  forget(fields: PduFields): void {
    const reference = referenceOf(fields);
    if (reference !== undefined) this.#waiting.delete(reference);
  }
}

function referenceOf({ user_message_reference: reference }: PduFields): number | undefined {
  return typeof reference === "number" ? reference : undefined;
}
