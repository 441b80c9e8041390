import { createTransport, type SMTPPoolOptions } from "nodemailer";
import { type Egress, loopbackOnly } from "../egress.ts";
import { isMadeHere, refuseLineBreaks, toNodemailer, toWireMail } from "./mail-composition.ts";
import type { MailSender } from "./sender.ts";
import { toMailError } from "./smtp-errors.ts";

export interface SmtpSenderOptions {
  readonly host: string;
  readonly port: number;
  /** Who sends to whom ("D1 -> mail server"), for errors. */
  readonly call?: string;
  /** The authorities trusted, PEM; default: those of Node. STARTTLS is used, and verified, wherever it is offered. */
  readonly ca?: string;
  /** Sends nothing over a connection that could not be secured. */
  readonly requireTls?: boolean;
  readonly auth?: { readonly user: string; readonly password: string };
  readonly egress?: Egress;
  /** The name in EHLO; default: this machine's. */
  readonly helo?: string;
  /** Connections kept open at most; 1 keeps the mails in their order. */
  readonly maxConnections?: number;
  /** Time for each single step – connecting, greeting, every reply – ms. */
  readonly timeoutMs?: number;
}

/**
 * A pooled SMTP client. The Message-ID is unique and lies in From's domain; what sends by itself says so (RFC 3834 §5).
 * `send` throws StepproofError: EGRESS_BLOCKED, MAIL_HEADER_INJECTION, MAIL_REFUSED (the server's code is in the text,
 * its words are not: they may quote the address), MAIL_UNREACHABLE.
 */
export function createSmtpSender(options: SmtpSenderOptions): MailSender {
  const { host, call = "sender -> mail server", egress = loopbackOnly } = options;
  const transport = createTransport(poolOptions(options));
  // It opens no connection until it is used.
  const inClear = createTransport({ ...poolOptions(options), ignoreTLS: true });
  return {
    async send(mail) {
      egress(host, call);
      refuseLineBreaks(mail, call);
      const carrier = mail.handOver === "in-clear" ? inClear : transport;
      try {
        const { messageId } = await carrier.sendMail(isMadeHere(mail) ? await toWireMail(mail) : toNodemailer(mail));
        return { messageId };
      } catch (error) {
        throw toMailError(error, call);
      }
    },
    async close() {
      transport.close();
      inClear.close();
    },
  };
}

/**
 * Greets a mail server as a sender would, STARTTLS and log-in included, and hands nothing over.
 * Throws EGRESS_BLOCKED, MAIL_UNREACHABLE, and MAIL_REFUSED where the log-in is not taken.
 */
export async function checkSmtpServer(options: SmtpSenderOptions): Promise<void> {
  const { host, call = "sender -> mail server", egress = loopbackOnly } = options;
  egress(host, call);
  const transport = createTransport(poolOptions(options));
  try {
    await transport.verify();
  } catch (error) {
    throw toMailError(error, call);
  } finally {
    transport.close();
  }
}

function poolOptions(options: SmtpSenderOptions): SMTPPoolOptions & { pool: true } {
  const { host, port, ca, requireTls = false, auth, helo, maxConnections = 2, timeoutMs = 10_000 } = options;
  return {
    pool: true,
    maxConnections,
    // Every new connection costs the server's greeting delay, and the default renews one every 100 mails.
    maxMessages: Number.POSITIVE_INFINITY,
    // A second try after a lost answer could deliver the code twice; whether to try again is the caller's decision.
    maxRequeues: 0,
    host,
    port,
    ...(helo !== undefined && { name: helo }),
    secure: false,
    requireTLS: requireTls,
    tls: { minVersion: "TLSv1.2", ...(ca !== undefined && { ca }) },
    ...(auth && { auth: { user: auth.user, pass: auth.password } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
