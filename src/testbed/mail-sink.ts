import type { MailServer } from "../../simulators/mail-server/start-mail-server.ts";
import type { CapturedMail } from "../messages/captured-message.ts";
import type { MessageSource } from "../messages/inbox.ts";
import type { MailSender } from "../sending/sender.ts";
import { createSmtpSender } from "../sending/smtp-sender.ts";

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
  /** A client that hands its mail over here; `call` says who sends, for errors. */
  openSender(call: string): MailSender;
  /** Refuses whatever comes for this address, and returns how to lift that; missing where nobody can arrange it. */
  readonly bar?: (address: string) => () => void;
  /** Where it listens, by name. */
  readonly addresses: Readonly<Record<string, string>>;
}

/** A mail is several questions and answers long, so with few connections those would wait for each other and not for the machine. */
const CONNECTIONS = 5;

/** Our own mail server as a sink: it has every mail the moment it is accepted. `ca` is the authority of its certificate. */
export function toMailSink({ inbox, smtp, url, bar }: MailServer, ca: string): MailSink {
  return {
    source: inbox,
    get cursor() {
      return inbox.cursor;
    },
    since: (cursor) => inbox.list({ after: cursor }),
    look: async () => undefined,
    openSender: (call) => createSmtpSender({ ...smtp, ca, call, maxConnections: CONNECTIONS }),
    bar,
    addresses: { "mail server, SMTP": `smtp://${smtp.host}:${smtp.port}`, "mail server, HTTP": url },
  };
}
