import type { MailServer } from "../../simulators/mail-server/start-mail-server.ts";
import type { Clock } from "../clock.ts";
import type { CapturedMail } from "../messages/captured-message.ts";
import type { MessageSource } from "../messages/inbox.ts";
import type { MailSender } from "../sending/sender.ts";
import { createSmtpSender } from "../sending/smtp-sender.ts";

/** How long the bed's systems wait for a carrier: less than the TSP waits for D1, a sign of life and a message together. */
export const patience = { sms: { timeoutMs: 4_000 }, mail: { sendTimeoutMs: 8_000 } } as const;

/** Where a bed's mail ends up and is read again: our own mail server, or a MailHog of somebody else's. */
export interface MailSink {
  /** What the End Users' mailboxes read. */
  readonly source: MessageSource<CapturedMail>;
  /** The sequence of the newest mail known; pass it to `since`. */
  readonly cursor: number;
  /** What this bed's systems sent after that, as far as the last `look` saw. */
  since(cursor: number): readonly CapturedMail[];
  /** Resolves once everything that was handed over by now is known. */
  look(): Promise<void>;
  /** A client that hands its mail over here; `call` says who sends, for errors, `helo` is how it greets. */
  openSender(call: string, helo?: string): MailSender;
  /** Refuses whatever comes for this address, and returns how to lift that; missing where nobody can arrange it. */
  readonly bar?: (address: string) => () => void;
  /** Where it listens, by name. */
  readonly addresses: Readonly<Record<string, string>>;
}

interface MailSinkOptions {
  /** The authority of the server's certificate. */
  readonly ca: string;
  /** By which its senders give up. */
  readonly clock: Clock;
}

/** A mail is several questions and answers long, so with few connections those would wait for each other and not for the machine. */
const CONNECTIONS = 5;

/** Our own mail server as a sink: it has every mail the moment it is accepted. */
export function toMailSink({ inbox, smtp, url, bar }: MailServer, { ca, clock }: MailSinkOptions): MailSink {
  return {
    source: inbox,
    get cursor() {
      return inbox.cursor;
    },
    since: (cursor) => inbox.list({ after: cursor }),
    look: async () => undefined,
    openSender: (call, helo) => {
      const greeting = helo === undefined ? {} : { helo };
      return createSmtpSender({ ...smtp, ...patience.mail, ca, call, clock, maxConnections: CONNECTIONS, ...greeting });
    },
    bar,
    addresses: { "mail server, SMTP": `smtp://${smtp.host}:${smtp.port}`, "mail server, HTTP": url },
  };
}
