/** What leaves a sending system (D1, or the issuer in issuer-managed mode). */
export interface OutgoingSms {
  /** E.164 with its plus. */
  readonly to: string;
  /** Alphanumeric sender id, short code or number. */
  readonly from: string;
  readonly text: string;
}

export interface OutgoingMail {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly date: Date;
}

/**
 * Hands messages to an SMS centre or a mail server; `send` resolves once the server has accepted the message and
 * rejects with a StepproofError (SMS_REFUSED, MAIL_REFUSED, …_UNREACHABLE) whose text names the server's own code.
 */
export interface Sender<Outgoing> {
  send(message: Outgoing): Promise<{ readonly messageId: string }>;
  close(): Promise<void>;
}

export type SmsSender = Sender<OutgoingSms>;
export type MailSender = Sender<OutgoingMail>;
