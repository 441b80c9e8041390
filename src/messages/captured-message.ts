import type { EpochMs } from "../clock.ts";
import type { NationalTables } from "./gsm-national.ts";
import type { MailAuthentication } from "./mail-authentication.ts";

/** What both kinds share. `recipient` owns the inbox it lies in: a phone in E.164 form, or an e-mail address. */
interface Captured {
  /** Unique within the inbox; assigned on delivery. */
  readonly id: string;
  /** Position in the inbox, 1, 2, 3 …: the cursor for "what came after". */
  readonly sequence: number;
  readonly receivedAt: EpochMs;
  readonly recipient: string;
}

export const smsEncodings = ["gsm7", "ucs2", "latin1", "ascii", "binary"] as const;
export type SmsEncoding = (typeof smsEncodings)[number];

/** One short message as the SMS centre took it: a message on its own, or a part of a longer one. */
export interface SmsPart {
  /** 1..total; 1 of 1 for a message that was not split. */
  readonly index: number;
  readonly total: number;
  /** The concatenation reference, when the part carried one. */
  readonly reference?: number;
  readonly dataCoding: number;
  /** National tables that its header declares. */
  readonly tables?: NationalTables;
  /** Octets of its user data header, the length octet included, where it had one. */
  readonly headerOctets?: number;
  /** The place that it stated and that cannot be: an index of 0 or beyond the total. It counts as 1 of 1 then. */
  readonly misplaced?: { readonly reference: number; readonly total: number; readonly index: number };
  /** It came whole in message_payload, however long: the SMS centre is to cut it. */
  readonly cutByCentre?: true;
  /** The octets after any user data header, unpacked (one octet a septet for GSM 7-bit). */
  readonly payload: Buffer;
  readonly text: string;
}

/** A complete SMS, its parts in their order. */
export interface CapturedSms extends Captured {
  readonly kind: "sms";
  readonly transport: "smpp" | "http";
  /** The address as the phone shows it: alphanumeric, short code or number. */
  readonly sender: string;
  readonly senderTon: number;
  /** `destination_addr` exactly as submitted, with its type of number and numbering plan. */
  readonly destination: { readonly address: string; readonly ton: number; readonly npi: number };
  readonly encoding: SmsEncoding;
  readonly text: string;
  readonly parts: readonly SmsPart[];
}

/** An e-mail in one recipient's mailbox; `raw` is what came over the wire, byte for byte. */
export interface CapturedMail extends Captured {
  readonly kind: "email";
  readonly envelope: { readonly mailFrom: string; readonly rcptTo: readonly string[] };
  readonly raw: Buffer;
  /** Every header in order of appearance, unfolded, not decoded. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly subject: string;
  /** The text/plain part, if there is one; never made up from the HTML. */
  readonly text?: string;
  readonly html?: string;
  readonly attachments: readonly { readonly filename?: string; readonly contentType: string }[];
  /** Whether it was handed over under TLS; absent where that cannot be told, as from a foreign MailHog. */
  readonly secure?: boolean;
  readonly authenticatedAs?: string;
  /** As the sender greeted: its name in EHLO or HELO. */
  readonly helo?: string;
  /** What the receiver found of who sent it, where it looked. */
  readonly authentication?: MailAuthentication;
  /**
   * What the receiver writes above the mail, the uppermost first: Authentication-Results, Received. They are not the
   * sender's, so neither `raw` nor `headers` hold them.
   */
  readonly trace?: CapturedMail["headers"];
  /** Where the receiver filed it, if not in the inbox. */
  readonly folder?: "junk";
}

export type CapturedMessage = CapturedSms | CapturedMail;

/** A message on its way into an inbox, which adds id, sequence and time. */
export type Arriving<Message extends CapturedMessage> = Omit<Message, "id" | "sequence" | "receivedAt">;
