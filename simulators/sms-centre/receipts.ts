import type { EpochMs } from "../../src/clock.ts";
import { numberField, type Pdu, type PduFields, textField } from "../../src/sending/smpp-pdu.ts";

const SMSC_DELIVERY_RECEIPT = 0x04;
const DELIVERED = 2;

/** Whether registered_delivery asks for a receipt of a message that was delivered. Source: SMPP 3.4 §5.2.17. */
export function asksForReceipt(submitSm: Pdu): boolean {
  const asked = numberField(submitSm, "registered_delivery") & 0x03;
  return asked === 1 || asked === 3; // 2 asks for failures only; 3 is SMPP 5's "successes only".
}

/** The deliver_sm that reports a part as delivered, its addresses the other way round. Source: SMPP 3.4 appendix B. */
export function toReceiptFields(submitSm: Pdu, messageId: string, at: EpochMs): PduFields {
  return {
    source_addr_ton: numberField(submitSm, "dest_addr_ton"),
    source_addr_npi: numberField(submitSm, "dest_addr_npi"),
    source_addr: textField(submitSm, "destination_addr"),
    dest_addr_ton: numberField(submitSm, "source_addr_ton"),
    dest_addr_npi: numberField(submitSm, "source_addr_npi"),
    destination_addr: textField(submitSm, "source_addr"),
    esm_class: SMSC_DELIVERY_RECEIPT,
    data_coding: 0,
    short_message: Buffer.from(toReceiptText(messageId, at), "latin1"),
    receipted_message_id: messageId,
    message_state: DELIVERED,
    ...referenceOf(submitSm),
  };
}

/** As the ESME gave it. Source: SMPP 3.4 §5.3.2.17. */
function referenceOf({ fields: { user_message_reference: reference } }: Pdu): PduFields {
  return reference === undefined ? {} : { user_message_reference: reference };
}

/** `text:` stays empty: its first 20 characters could hold the code. */
function toReceiptText(messageId: string, at: EpochMs): string {
  const date = toReceiptDate(at);
  return `id:${messageId} sub:001 dlvrd:001 submit date:${date} done date:${date} stat:DELIVRD err:000 text:`;
}

/** YYMMDDhhmm in UTC. */
function toReceiptDate(at: EpochMs): string {
  return new Date(at).toISOString().replace(/\D/g, "").slice(2, 12);
}
