import { StepproofError } from "../../src/errors.ts";
import type { SmsEncoding, SmsPart } from "../../src/messages/captured-message.ts";
import type { SmsAddress } from "../../src/messages/sms-address.ts";
import {
  decodeSmsText,
  parseUserData,
  placeOf,
  toSmsEncoding,
  type UserData,
} from "../../src/messages/sms-decoding.ts";
import { numberField, octetsField, type Pdu, textField } from "../../src/sending/smpp-pdu.ts";

/** What one submit asks for: a whole message, or a part of one. */
export interface SubmittedSms {
  readonly source: SmsAddress;
  readonly destination: SmsAddress;
  readonly encoding: SmsEncoding;
  readonly part: SmsPart;
}

const UDH_INDICATOR = 0x40;
/** Of short_message and of an address, octets. Source: SMPP 3.4 §5.2.21, §4.4.1. */
const MAX_SHORT_MESSAGE = 254;
const MAX_ADDRESS = 20;

/** Reads a submit_sm. Throws a StepproofError whose code is the ESME status to answer. */
export function parseSubmitSm(submitSm: Pdu): SubmittedSms {
  const { source, destination } = parseAddresses(submitSm);
  if (textField(submitSm, "schedule_delivery_time") !== "") throw refusal("ESME_RINVSCHED", "no later delivery here");
  const dataCoding = numberField(submitSm, "data_coding");
  const encoding = toSmsEncoding(dataCoding);
  if (!encoding) throw refusal("ESME_RINVDCS", "the data coding is unknown");
  const { payload: octets, concatenation, ...header } = parseMessage(submitSm);
  const payload = Buffer.from(octets); // A copy: the view would keep everything read with it from the socket alive.
  const text = decodeSmsText(payload, encoding, header.tables);
  const place = concatenation ?? { index: 1, total: 1 };
  const whole = !concatenation && submitSm.fields["message_payload"] !== undefined && { cutByCentre: true as const };
  return { source, destination, encoding, part: { ...place, ...header, ...whole, dataCoding, payload, text } };
}

function parseAddresses(submitSm: Pdu): Pick<SubmittedSms, "source" | "destination"> {
  const source = addressOf(submitSm, "source");
  const destination = addressOf(submitSm, "dest");
  if (source.address.length > MAX_ADDRESS) throw refusal("ESME_RINVSRCADR", "the source address is too long");
  // How a number ought to be written is a check's matter (SM-10); here it only has to be one.
  if (!/^\+?[0-9]{1,20}$/.test(destination.address)) {
    throw refusal("ESME_RINVDSTADR", "the destination address is not a number");
  }
  return { source, destination };
}

function addressOf(submitSm: Pdu, end: "source" | "dest"): SmsAddress {
  return {
    address: textField(submitSm, end === "source" ? "source_addr" : "destination_addr"),
    ton: numberField(submitSm, `${end}_addr_ton`),
    npi: numberField(submitSm, `${end}_addr_npi`),
  };
}

function parseMessage(submitSm: Pdu): UserData {
  const octets = messageOctets(submitSm);
  if (numberField(submitSm, "esm_class") & UDH_INDICATOR) return parseHeader(octets);
  return { payload: octets, ...placeOf(sarConcatenation(submitSm)) };
}

/** `short_message` or `message_payload`; SMPP 3.4 §5.3.2.32 does not allow both. */
function messageOctets(submitSm: Pdu): Buffer {
  const short = octetsField(submitSm, "short_message") ?? Buffer.alloc(0);
  const long = octetsField(submitSm, "message_payload");
  if (short.length > MAX_SHORT_MESSAGE) throw refusal("ESME_RINVMSGLEN", "short_message is too long");
  if (long && short.length > 0)
    throw refusal("ESME_RINVMSGLEN", "short_message and message_payload exclude each other");
  return long ?? short;
}

function parseHeader(octets: Buffer): UserData {
  try {
    return parseUserData(octets);
  } catch (error) {
    if (!(error instanceof StepproofError)) throw error;
    throw refusal("ESME_RINVESMCLASS", error.message);
  }
}

function sarConcatenation(submitSm: Pdu): UserData["concatenation"] | undefined {
  if (submitSm.fields["sar_msg_ref_num"] === undefined) return undefined;
  return {
    reference: numberField(submitSm, "sar_msg_ref_num"),
    total: numberField(submitSm, "sar_total_segments"),
    index: numberField(submitSm, "sar_segment_seqnum"),
  };
}

const refusal = (status: string, what: string): StepproofError =>
  new StepproofError(status, `submit_sm refused: ${what}`, {
    hint: "Compare the PDU with SMPP 3.4 §4.4.1.",
    attribution: "IMPLEMENTATION",
  });
