import { StepproofError } from "../errors.ts";
import { toDestinationAddress, toSourceAddress } from "../messages/sms-address.ts";
import { type EncodedSms, encodeSms } from "../messages/sms-encoding.ts";
import { toUserDataHeader } from "../messages/user-data-header.ts";
import { type DeliveryReceipt, toDeliveryReceipt } from "./delivery-receipt.ts";
import { SendWindow } from "./send-window.ts";
import type { OutgoingSms, SmsSender } from "./sender.ts";
import { SmppBind, type SmppBindOptions } from "./smpp-bind.ts";
import { describeStatus, type Pdu, type PduFields, textField } from "./smpp-pdu.ts";
import type { SmppSession } from "./smpp-session.ts";

export interface SmppSenderOptions extends Omit<SmppBindOptions, "onRequest" | "call"> {
  /** Who calls whom, for errors. Default "sender -> SMS centre". */
  readonly call?: string;
  /** Parts under way at a time. Default 10. */
  readonly window?: number;
  /** Asks for delivery receipts, one a part, and gets them. */
  readonly onReceipt?: (receipt: DeliveryReceipt) => void;
}

const UDH_INDICATOR = 0x40;

/**
 * Sends over one shared transceiver bind: GSM 7-bit where it suffices, else UCS-2; long texts in parts, in order.
 * `messageId` is that of the first part. Nothing is sent twice: after a loss the caller decides about a retry.
 * Throws SMS_REFUSED, SMS_UNREACHABLE, SMS_TOO_LONG, EGRESS_BLOCKED.
 */
export function createSmppSender(options: SmppSenderOptions): SmsSender {
  const call = options.call ?? "sender -> SMS centre";
  const window = new SendWindow(options.window ?? 10);
  const onRequest = (request: Pdu, session: SmppSession) => takeReceipt(request, session, options);
  const bind = new SmppBind({ ...options, call, onRequest });
  let reference = 0;
  return {
    async send(message) {
      reference = (reference + 1) % 256;
      const messageIds: string[] = [];
      const submits = toSubmits(message, { reference, call, receipts: options.onReceipt ? 1 : 0 });
      for (const fields of message.onWire?.(submits) ?? submits) {
        messageIds.push(await window.run(() => submit(bind, fields, call)));
      }
      return { messageId: messageIds[0] ?? "" };
    },
    close: () => bind.close(),
  };
}

async function submit(bind: SmppBind, fields: PduFields, call: string): Promise<string> {
  const session = await bind.session();
  const response = await session.request("submit_sm", fields).catch((error: unknown) => {
    session.destroy(); // After a time-out nobody knows what the peer still does; the next message binds anew.
    throw error;
  });
  if (response.status !== 0) throw refused(`${call}: submit_sm was refused with ${describeStatus(response.status)}`);
  return textField(response, "message_id");
}

interface SubmitContext {
  readonly reference: number;
  readonly call: string;
  /** `registered_delivery`. */
  readonly receipts: 0 | 1;
}

/** One submit_sm a part; what does not fit its fields is refused here, before it garbles a PDU. */
function toSubmits(sms: OutgoingSms, { reference, call, receipts }: SubmitContext): PduFields[] {
  const { to, from, text, nationalTables = [] } = sms;
  if (!/^\+?[0-9]{1,20}$/.test(to)) throw refused(`${call}: the destination is not a number`);
  if (!/^[\x20-\x7e]{1,20}$/.test(from)) throw refused(`${call}: the sender is not 1 to 20 ASCII characters`);
  const encoded = encodeSms(text, { nationalTables });
  const addresses = toAddressFields(to, from);
  return encoded.parts.map((_, at) => ({
    ...addresses,
    ...toMessageFields(encoded, { reference, at }),
    data_coding: encoded.dataCoding,
    registered_delivery: receipts,
  }));
}

function toMessageFields(
  { parts, tables }: EncodedSms,
  { reference, at }: { readonly reference: number; readonly at: number },
): PduFields {
  const concatenation = { reference, total: parts.length, index: at + 1 };
  const header = toUserDataHeader({ ...(parts.length > 1 && { concatenation }), ...(tables && { tables }) });
  const payload = parts[at]?.payload ?? Buffer.alloc(0);
  if (header.length === 0) return { short_message: payload };
  return { esm_class: UDH_INDICATOR, short_message: Buffer.concat([header, payload]) };
}

function toAddressFields(to: string, from: string): PduFields {
  const source = toSourceAddress(from);
  const destination = toDestinationAddress(to);
  return {
    source_addr_ton: source.ton,
    source_addr_npi: source.npi,
    source_addr: source.address,
    dest_addr_ton: destination.ton,
    dest_addr_npi: destination.npi,
    destination_addr: destination.address,
  };
}

function takeReceipt(request: Pdu, session: SmppSession, { onReceipt }: SmppSenderOptions): void {
  if (request.command !== "deliver_sm") {
    session.nack(request.sequence, "ESME_RINVCMDID");
    return;
  }
  session.respond(request, "ESME_ROK", { message_id: "" });
  const receipt = toDeliveryReceipt(request);
  if (receipt) onReceipt?.(receipt);
}

const refused = (message: string): StepproofError =>
  new StepproofError("SMS_REFUSED", message, {
    hint: "Look the status up in SMPP 3.4 §5.1.3 and correct what it names.",
    attribution: "IMPLEMENTATION",
  });
