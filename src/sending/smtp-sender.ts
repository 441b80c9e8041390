import { PassThrough } from "node:stream";
import { createTransport, type SMTPPoolOptions } from "nodemailer";
import { type Clock, systemClock } from "../clock.ts";
import { startDeadline } from "../deadline.ts";
import { type Egress, loopbackOnly } from "../egress.ts";
import { refuseLineBreaks, toWireMail } from "./mail-composition.ts";
import type { MailSender, OutgoingMail } from "./sender.ts";
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
  /** Real time for each single step – connecting, greeting, every reply – ms. */
  readonly timeoutMs?: number;
  /** Time on the clock for a whole mail, ms. Default 30,000. */
  readonly sendTimeoutMs?: number;
  /** Default: the system's. */
  readonly clock?: Clock;
}

/**
 * A pooled SMTP client. The Message-ID is unique and lies in From's domain; what sends by itself says so (RFC 3834 §5).
 * `send` throws StepproofError: EGRESS_BLOCKED, MAIL_HEADER_INJECTION, MAIL_REFUSED, MAIL_DEFERRED (the server's code is
 * in the text, its words are not: they may quote the address), MAIL_UNREACHABLE, MAIL_UNANSWERED.
 */
export function createSmtpSender(options: SmtpSenderOptions): MailSender {
  const { host, call = "sender -> mail server", egress = loopbackOnly } = options;
  const transport = openPool(poolOptions(options));
  // It opens no connection until it is used.
  const inClear = openPool({ ...poolOptions(options), ignoreTLS: true });
  return {
    async send(mail) {
      egress(host, call);
      refuseLineBreaks(mail, call);
      const carrier = mail.handOver === "in-clear" ? inClear : transport;
      return handOver(mail, carrier, options);
    },
    async close() {
      transport.close();
      inClear.close();
    },
  };
}

async function handOver(
  mail: OutgoingMail,
  carrier: ReturnType<typeof openPool>,
  { call = "sender -> mail server", clock = systemClock, sendTimeoutMs = 30_000 }: SmtpSenderOptions,
): Promise<{ readonly messageId: string }> {
  const body = new PassThrough();
  const givingUp = new AbortController();
  const cancel = startDeadline(clock, sendTimeoutMs, () => givingUp.abort());
  try {
    const wire = await toWireMail(mail);
    bodies.set(wire.raw, body.end(wire.raw));
    const { messageId } = await carrier.sendMail({ ...wire, signal: givingUp.signal });
    return { messageId };
  } catch (error) {
    // Read to its end, the mail is out with its final dot, or as good as.
    throw toMailError(error, { call, wasHandedOver: body.readableEnded });
  } finally {
    cancel();
  }
}

/** What is read of a mail's octets only when the server has asked for them. */
const bodies = new WeakMap<Buffer, PassThrough>();

function openPool(options: SMTPPoolOptions & { pool: true }) {
  const pool = createTransport(options);
  pool.use("stream", ({ data: { raw }, message }, done) => {
    const body = Buffer.isBuffer(raw) ? bodies.get(raw) : undefined;
    if (body) message.createReadStream = () => body; // Its own reads ahead, and could not tell what is out.
    done();
  });
  return pool;
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
    throw toMailError(error, { call });
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
