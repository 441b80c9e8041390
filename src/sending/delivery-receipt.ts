import { numberField, octetsField, type Pdu, textField } from "./smpp-pdu.ts";

/** What an SMS centre reports of a message it took earlier. */
export interface DeliveryReceipt {
  readonly messageId: string;
  /** DELIVRD, EXPIRED, DELETED, UNDELIV, ACCEPTD, UNKNOWN or REJECTD. */
  readonly state: string;
  /** `user_message_reference` of the submit, where the centre repeats it. */
  readonly reference?: number;
}

/** The receipt in a deliver_sm, or undefined if it is no receipt (esm_class). Source: SMPP 3.4 §5.2.12, appendix B. */
export function toDeliveryReceipt(deliverSm: Pdu): DeliveryReceipt | undefined {
  if ((numberField(deliverSm, "esm_class") & 0x3c) !== 0x04) return undefined;
  const text = octetsField(deliverSm, "short_message")?.toString("latin1") ?? "";
  // The TLV is exact; the text's form is the centre's own, and some write the id in it in another base.
  const messageId = textField(deliverSm, "receipted_message_id") || memberOf(text, "id");
  const reference = numberField(deliverSm, "user_message_reference");
  return { messageId, state: memberOf(text, "stat") || "UNKNOWN", ...(reference > 0 && { reference }) };
}

function memberOf(text: string, name: string): string {
  return new RegExp(`(?:^| )${name}:(\\S*)`, "i").exec(text)?.[1] ?? "";
}
