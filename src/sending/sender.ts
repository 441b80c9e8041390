import type { MailSigning } from "../mail-auth/sign-mail.ts";
import type { NationalLanguage } from "../messages/gsm-national.ts";
import type { PduFields } from "./smpp-pdu.ts";

/** What leaves a sending system (D1, or the issuer in issuer-managed mode). */
export interface OutgoingSms {
  /** E.164 with its plus. */
  readonly to: string;
  /** Alphanumeric sender id, short code or number. */
  readonly from: string;
  readonly text: string;
  /** Whose national tables may be declared where GSM 7-bit lacks a character, where it goes by SMPP. Default: nobody's. */
  readonly nationalTables?: readonly NationalLanguage[];
  /** Changes the submit_sm PDUs before they leave, where they go by SMPP: for mutants of form. */
  readonly onWire?: (submits: readonly PduFields[]) => readonly PduFields[];
}

export interface OutgoingMail {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly date: Date;
  /** MAIL FROM: where bounces go. Default: the address of `from`. */
  readonly returnPath?: string;
  /** Whose DKIM signature it carries; default: nobody's. */
  readonly signing?: MailSigning;
  /** Headers sent as they are written, neither encoded nor folded, in place of the sender's own: for mutants of form. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The mail as it goes over the wire, in place of what the sender would compose: for mutants of form. */
  readonly raw?: (composed: string) => string;
  /** What becomes of the mail once it is signed, as by a relay: for mutants of form. */
  readonly onRelay?: (signed: string) => string;
  /** Hands the mail over without TLS although the server offers it, unless TLS is required: for mutants of form. */
  readonly handOver?: "in-clear";
}

/**
 * Hands messages to an SMS centre or a mail server; `send` resolves once the server has accepted the message and
 * rejects with a StepproofError (SMS_ or MAIL_ REFUSED, DEFERRED, UNREACHABLE, UNANSWERED) whose text names the server's
 * own code. `fateOf` says what it leaves behind.
 */
export interface Sender<Outgoing> {
  send(message: Outgoing): Promise<{ readonly messageId: string }>;
  close(): Promise<void>;
}

export type SmsSender = Sender<OutgoingSms>;
export type MailSender = Sender<OutgoingMail>;
