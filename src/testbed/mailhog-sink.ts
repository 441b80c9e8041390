import type { Clock } from "../clock.ts";
import { type Egress, loopbackOnly } from "../egress.ts";
import type { CapturedMail } from "../messages/captured-message.ts";
import { findHeader } from "../messages/mail-parsing.ts";
import { createMailHogSource } from "../messages/mailhog-source.ts";
import type { MailSender } from "../sending/sender.ts";
import { checkSmtpServer, createSmtpSender } from "../sending/smtp-sender.ts";
import type { MailSink } from "./mail-sink.ts";

/** A MailHog that runs elsewhere. */
export interface MailHogLocation {
  /** The base URL of its HTTP API, without `/api`. */
  readonly api: string;
  /** Where it takes mail. */
  readonly smtp: { readonly host: string; readonly port: number };
  /** The authorities trusted should it offer STARTTLS, PEM; default: those of Node. */
  readonly ca?: string;
}

export interface MailHogSinkOptions {
  /** Dates the mails: a MailHog's own time means nothing where time is moved by hand. */
  readonly clock: Clock;
  readonly egress?: Egress;
}

const SMTP_CALL = "test bed -> MailHog (SMTP)";

/**
 * A foreign MailHog as a sink. It may be shared with others: only mail that this bed's own senders handed over is
 * counted, known by its Message-ID.
 * Throws EGRESS_BLOCKED, MAILHOG_UNREACHABLE, MAILHOG_UNREADABLE, and MAIL_UNREACHABLE for its SMTP side.
 */
export async function openMailHogSink(location: MailHogLocation, options: MailHogSinkOptions): Promise<MailSink> {
  const { smtp, ca } = location;
  const { egress = loopbackOnly } = options;
  const sink = new MailHogSink(location, { ...options, egress });
  await sink.look();
  await checkSmtpServer({ ...smtp, call: SMTP_CALL, egress, ...(ca !== undefined && { ca }) });
  return sink;
}

class MailHogSink implements MailSink {
  readonly source: MailSink["source"];
  readonly addresses: MailSink["addresses"];
  readonly #location: MailHogLocation;
  readonly #clock: Clock;
  readonly #egress: Egress;
  readonly #seen: CapturedMail[] = [];
  /** The Message-IDs of what this bed handed over. */
  readonly #handedOver = new Set<string>();

  constructor(location: MailHogLocation, { clock, egress }: Required<MailHogSinkOptions>) {
    const { api, smtp } = location;
    this.#location = location;
    this.#clock = clock;
    this.#egress = egress;
    this.source = createMailHogSource({ url: api, egress });
    this.addresses = { "MailHog, SMTP": `smtp://${smtp.host}:${smtp.port}`, "MailHog, HTTP": api };
  }

  get cursor(): number {
    return this.#seen.at(-1)?.sequence ?? 0;
  }

  since(cursor: number): readonly CapturedMail[] {
    // Judged now and not when it was seen: a mail may be seen before its sender has learnt that it was taken.
    return this.#seen.filter((mail) => mail.sequence > cursor && this.#handedOver.has(messageIdOf(mail)));
  }

  async look(): Promise<void> {
    const found = await this.source.list({ after: this.cursor });
    const receivedAt = this.#clock.now();
    // Another look may have ended meanwhile.
    const fresh = found.filter(({ sequence }) => sequence > this.cursor);
    this.#seen.push(...fresh.map((mail) => ({ ...mail, receivedAt })));
  }

  openSender(call: string): MailSender {
    const { smtp, ca } = this.#location;
    const sender = createSmtpSender({ ...smtp, call, egress: this.#egress, ...(ca !== undefined && { ca }) });
    return {
      send: async (mail) => {
        const accepted = await sender.send(mail);
        this.#handedOver.add(accepted.messageId);
        return accepted;
      },
      close: () => sender.close(),
    };
  }
}

const messageIdOf = ({ headers }: CapturedMail): string => findHeader(headers, "message-id") ?? "";
