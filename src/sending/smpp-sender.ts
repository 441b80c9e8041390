import { StepproofError } from "../errors.ts";
import { toDestinationAddress, toSourceAddress } from "../messages/sms-address.ts";
import { type EncodedSms, encodeSms } from "../messages/sms-encoding.ts";
import { toUserDataHeader } from "../messages/user-data-header.ts";
import { type DeliveryReceipt, toDeliveryReceipt } from "./delivery-receipt.ts";
import { SendWindow } from "./send-window.ts";
import type { OutgoingSms, SmsSender } from "./sender.ts";
import { SmppBind, type SmppBindOptions } from "./smpp-bind.ts";
import { describeStatus, isPassing, type Pdu, type PduFields, textField } from "./smpp-pdu.ts";
import type { SmppSession } from "./smpp-session.ts";
import { UnansweredSubmits } from "./unanswered-submits.ts";

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
 * `messageId` is that of the first part. Nothing is sent twice: after a loss the caller decides about a retry. The same
 * message object sent again goes on where it broke off, its parts under the same reference.
 * Throws SMS_REFUSED, SMS_DEFERRED, SMS_UNREACHABLE, SMS_UNANSWERED, SMS_TOO_LONG, EGRESS_BLOCKED.
 */
export function createSmppSender(options: SmppSenderOptions): SmsSender {
  const call = options.call ?? "sender -> SMS centre";
  const window = new SendWindow(options.window ?? 10);
  const unanswered = new UnansweredSubmits();
  const onRequest = (request: Pdu, session: SmppSession) => {
    const receipt = takeReceipt(request, session);
    if (receipt) unanswered.settle(receipt);
    if (receipt) options.onReceipt?.(receipt);
  };
  const bind = new SmppBind({ ...options, call, onRequest });
  const begun = new WeakMap<OutgoingSms, BegunSms>();
  let reference = 0;
  const begin = (message: OutgoingSms): BegunSms => {
    reference = (reference + 1) % 256;
    const submits = toSubmits(message, { reference, call, receipts: options.onReceipt ? 1 : 0 });
    return { submits: message.onWire?.(submits) ?? submits, messageIds: [] };
  };
  const handOver = (fields: PduFields) => submit(bind, unanswered.refer(fields), { call, unanswered });
  return {
    async send(message) {
      const sms = begun.get(message) ?? begin(message);
      begun.delete(message); // Sent whole; sent again, it is another message.
      try {
        for (const fields of sms.submits.slice(sms.messageIds.length)) {
          sms.messageIds.push(await window.run(() => handOver(fields)));
        }
      } catch (error) {
        begun.set(message, sms);
        throw isLastMissing(sms) ? error : toRepeatable(error);
      }
      return { messageId: sms.messageIds[0] ?? "" };
    },
    close: () => bind.close(),
  };
}

/** A message on its way, and the ids of the parts that were taken. */
interface BegunSms {
  readonly submits: readonly PduFields[];
  readonly messageIds: string[];
}

const isLastMissing = ({ submits, messageIds }: BegunSms): boolean => messageIds.length === submits.length - 1;

/** A part whose answer is lost may be sent again while another is missing: no phone can have shown the message. */
function toRepeatable(error: unknown): unknown {
  if (!(error instanceof StepproofError) || error.code !== "SMS_UNANSWERED") return error;
  const { message, hint, attribution } = error;
  return new StepproofError("SMS_UNREACHABLE", message, { hint, attribution, cause: error });
}

interface Submitting {
  readonly call: string;
  readonly unanswered: UnansweredSubmits;
}

/** The id of the message, from the response or from a receipt that was faster. */
async function submit(bind: SmppBind, fields: PduFields, { call, unanswered }: Submitting): Promise<string> {
  const session = await bind.session();
  const receipt = unanswered.receiptOf(fields);
  const response = session.request("submit_sm", fields).then((answer) => {
    bind.heard();
    return toMessageId(answer, call);
  });
  try {
    return await Promise.race([response, receipt]);
  } catch (error) {
    // After a time-out nobody knows what the peer still does; the next message binds anew.
    if (error instanceof StepproofError && error.code === "SMS_UNANSWERED") session.destroy();
    throw error;
  } finally {
    unanswered.forget(fields);
  }
}

function toMessageId(response: Pdu, call: string): string {
  if (response.status === 0) return textField(response, "message_id");
  const code = isPassing(response.status) ? "SMS_DEFERRED" : "SMS_REFUSED";
  throw notTaken(code, `${call}: submit_sm was refused with ${describeStatus(response.status)}`);
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

/** Every deliver_sm is acknowledged, or the centre would send it again. */
function takeReceipt(request: Pdu, session: SmppSession): DeliveryReceipt | undefined {
  if (request.command !== "deliver_sm") {
    session.nack(request.sequence, "ESME_RINVCMDID");
    return undefined;
  }
  session.respond(request, "ESME_ROK", { message_id: "" });
  return toDeliveryReceipt(request);
}

const refused = (message: string): StepproofError => notTaken("SMS_REFUSED", message);

const notTaken = (code: "SMS_REFUSED" | "SMS_DEFERRED", message: string): StepproofError =>
  new StepproofError(code, message, {
    hint: "Look the status up in SMPP 3.4 §5.1.3 and correct what it names.",
    attribution: "IMPLEMENTATION",
  });
