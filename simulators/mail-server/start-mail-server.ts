import { Hono } from "hono";
import type { Clock } from "../../src/clock.ts";
import { type Egress, loopbackOnly } from "../../src/egress.ts";
import type { TlsIdentity } from "../../src/http.ts";
import type { Receiver } from "../../src/mail-auth/receivers.ts";
import type { CapturedMail } from "../../src/messages/captured-message.ts";
import { Inbox } from "../../src/messages/inbox.ts";
import { createInboxApi } from "../../src/messages/inbox-api.ts";
import { toMailbox } from "../../src/messages/mailbox.ts";
import { serveApp } from "../../src/serve.ts";
import { createMailRelease } from "./mail-release.ts";
import { createMailHogApi } from "./mailhog-api.ts";
import type { ReceptionOptions } from "./reception.ts";
import { listenForMail, type SmtpOptions } from "./smtp-server.ts";

export interface MailServerOptions extends Omit<SmtpOptions, "inbox" | "tls" | "port" | "barred"> {
  readonly clock: Clock;
  /** The certificate for STARTTLS; with `ca`, a released mail trusts that authority too. */
  readonly tls: Pick<TlsIdentity, "key" | "cert"> & Partial<TlsIdentity>;
  /** 0, the default, takes a free port. */
  readonly smtpPort?: number;
  readonly httpPort?: number;
  /** Where mails are filed; a new inbox by default. */
  readonly inbox?: Inbox<CapturedMail>;
  /** Where mails may be released to; loopback by default. */
  readonly egress?: Egress;
}

export interface MailServer {
  readonly inbox: Inbox<CapturedMail>;
  readonly smtp: { readonly host: string; readonly port: number };
  /** The base URL of the HTTP APIs. */
  readonly url: string;
  readonly app: Hono;
  /** Refuses whatever comes for this address: 550 at RCPT TO. Returns how to lift that. */
  bar(address: string): () => void;
  /** Ends every SMTP connection, and goes on listening. */
  dropConnections(): Promise<void>;
  /** Takes mail by these receivers' rules from now on, where it looks at who sends. Returns how to go back. */
  enforce(receivers: readonly Receiver[]): () => void;
  close(): Promise<void>;
}

/**
 * Takes mail over SMTP into an inbox and shows it over HTTP – MailHog's API, and our own under /inbox –, all on loopback.
 * Throws PORT_IN_USE.
 *
 * @example
 * const server = await startMailServer({ clock: systemClock, log: silent, tls });
 * const sender = createSmtpSender({ ...server.smtp, ca: tls.ca });
 */
export async function startMailServer(options: MailServerOptions): Promise<MailServer> {
  const { clock, smtpPort = 0, httpPort = 0, tls, egress = loopbackOnly } = options;
  const inbox = options.inbox ?? new Inbox<CapturedMail>(clock);
  const barred = new Set<string>();
  const app = createApp(inbox, createMailHogApi(inbox, createMailRelease(egress, tls.ca)));
  const http = await serveApp(app, { name: "mail server (HTTP)", port: httpPort });
  const { enforce, ...reception } = changeable(options.reception);
  const smtp = await listenForMail({ ...options, ...reception, inbox, barred, port: smtpPort }).catch(async (error) => {
    await http.close();
    throw error;
  });
  const close = async () => {
    await Promise.all([smtp.close(), http.close()]);
  };
  const bar = (address: string) => {
    barred.add(toMailbox(address));
    return () => void barred.delete(toMailbox(address));
  };
  const { host, port, dropConnections } = smtp;
  return { inbox, smtp: { host, port }, url: http.url, app, bar, enforce, dropConnections, close };
}

/** Rules that may be exchanged while mail comes. */
function changeable(options: ReceptionOptions | undefined) {
  let enforced = options?.enforce ?? [];
  const enforce = (receivers: readonly Receiver[]) => {
    const before = enforced;
    enforced = receivers;
    return () => {
      enforced = before;
    };
  };
  if (!options) return { enforce };
  const reception: ReceptionOptions = {
    ...options,
    get enforce() {
      return enforced;
    },
  };
  return { enforce, reception };
}

/** The one place where the HTTP APIs are mounted. */
function createApp(inbox: Inbox<CapturedMail>, mailHogApi: Hono): Hono {
  const app = new Hono();
  app.route("/", mailHogApi);
  app.route("/inbox", createInboxApi(inbox));
  app.notFound((c) => c.json({ error: "no such resource" }, 404));
  return app;
}
