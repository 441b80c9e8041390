import { once } from "node:events";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions, type SMTPServerSession } from "smtp-server";
import type { Clock } from "../../src/clock.ts";
import { causeCode, StepproofError } from "../../src/errors.ts";
import type { FaultSource } from "../../src/faults/fault.ts";
import type { TlsIdentity } from "../../src/http.ts";
import type { Log } from "../../src/log.ts";
import type { CapturedMail } from "../../src/messages/captured-message.ts";
import type { Inbox } from "../../src/messages/inbox.ts";
import { parseMail } from "../../src/messages/mail-parsing.ts";
import { toMailbox } from "../../src/messages/mailbox.ts";
import { LOOPBACK, listening } from "../../src/serve.ts";
import { greetAtOnce } from "./greet-at-once.ts";
import { judgeArrival, MailRefusal, type ReceptionOptions } from "./reception.ts";
import { sendSlowClientsAway } from "./slow-clients.ts";
import { type MailFaults, SmtpFaults } from "./smtp-faults.ts";

export interface SmtpAccount {
  readonly user: string;
  readonly password: string;
}

export interface SmtpOptions {
  readonly inbox: Inbox<CapturedMail>;
  readonly log: Log;
  readonly tls: Pick<TlsIdentity, "key" | "cert">;
  /** 0 takes a free port. */
  readonly port?: number;
  /** Nobody sends without logging in as one of these. Left out: AUTH is optional, and any credentials will do. */
  readonly accounts?: readonly SmtpAccount[];
  /** Default: the inbox's limit. Octets, after dot-stuffing was taken out. */
  readonly maxMessageBytes?: number;
  readonly maxRecipients?: number;
  /** How long a client may send what leads to no reply, real time, ms. */
  readonly patienceMs?: number;
  /** The domains that mail is taken for. Left out: any. */
  readonly domains?: readonly string[];
  /** Whether it looks at who sends, and what follows from that. Left out: it does not look. */
  readonly reception?: ReceptionOptions;
  readonly clock: Clock;
  /** Mailboxes that take nothing (any more), as `toMailbox` spells them. */
  readonly barred?: ReadonlySet<string>;
  /** What goes wrong, and when; nothing without it. */
  readonly faults?: FaultSource;
}

export interface ListeningSmtp {
  readonly host: string;
  readonly port: number;
  /** Ends every connection, and goes on listening. */
  dropConnections(): Promise<void>;
  close(): Promise<void>;
}

/**
 * An SMTP server whose every accepted mail lies in the inbox, one copy a recipient, before the 250 goes out.
 * Throws PORT_IN_USE.
 */
export async function listenForMail(options: SmtpOptions): Promise<ListeningSmtp> {
  const { port = 0, log, faults: source, clock } = options;
  const server = new SMTPServer({ ...serverLimits(options), ...serverHandlers(options) });
  greetAtOnce(server);
  const faults = source && new SmtpFaults({ server, source, clock });
  server.onData = (stream, session, reply) => {
    takeMail({ stream, session, faults: faults?.ofMail(session) }, options).then(
      () => reply(null),
      (error: unknown) => refuse(server, reply, toRefusal(error)),
    );
  };
  // Broken connections and failed handshakes come up here; without a listener they would end the process.
  server.on("error", (error) => log(`smtp: a connection failed (${causeCode(error) ?? "UNKNOWN"})`));
  const bound = await listening(server.listen(port, LOOPBACK), "mail server (SMTP)", port);
  const endLooking = sendSlowClientsAway(server, options.patienceMs ?? PATIENCE_MS);
  const close = () => {
    endLooking();
    faults?.close();
    return new Promise<void>((resolve) => server.close(resolve));
  };
  return { host: LOOPBACK, port: bound, dropConnections: () => dropConnections(server), close };
}

async function dropConnections({ connections }: SMTPServer): Promise<void> {
  const dropped = [...connections].map((connection) => {
    const gone = once(connection._socket, "close");
    connection.close();
    return gone;
  });
  await Promise.all(dropped);
}

/** Time enough for the largest mail on the slowest machine. */
const PATIENCE_MS = 120_000;

/** The library puts an enhanced code of its own before every reply; it writes at once, so it can be told not to for one. */
function refuse({ options }: SMTPServer, reply: (error: Error) => void, error: Error): void {
  const hidden = options.hideENHANCEDSTATUSCODES ?? false;
  options.hideENHANCEDSTATUSCODES = hidden || error instanceof MailRefusal;
  reply(error);
  options.hideENHANCEDSTATUSCODES = hidden;
}

function serverLimits({ inbox, tls, accounts, maxMessageBytes, maxRecipients = 100 }: SmtpOptions): SMTPServerOptions {
  return {
    name: "mail.stepproof.test",
    key: tls.key,
    cert: tls.cert,
    minVersion: "TLSv1.2",
    authMethods: ["PLAIN", "LOGIN"],
    authOptional: accounts === undefined,
    size: maxMessageBytes ?? inbox.limits.maxMessageBytes,
    // `size` alone is an announcement; this makes it a rule, 552 5.3.4 after the data.
    rejectOversized: true,
    maxRecipients,
    maxClients: 200,
    socketTimeout: 60_000,
    closeTimeout: 1,
    disableReverseLookup: true,
    hideENHANCEDSTATUSCODES: false,
    // Jokes of the library, not commands of SMTP.
    disabledCommands: ["WIZ", "SHELL", "KILL"],
    // It would write addresses and whole commands.
    logger: false,
  };
}

function serverHandlers(options: SmtpOptions): SMTPServerOptions {
  return {
    onAuth({ username, password }, _session, reply) {
      const { accounts } = options;
      const known = accounts?.some((account) => account.user === username && account.password === password) ?? true;
      reply(null, known ? { user: username } : { message: "the credentials are not valid", responseCode: 535 });
    },
    onRcptTo({ address }, _session, reply) {
      reply(isTaken(address, options) ? null : refusal(550, "no such mailbox here"));
    },
  };
}

function isTaken(address: string, { domains, barred }: SmtpOptions): boolean {
  if (barred?.has(toMailbox(address))) return false;
  const domain = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
  return domains?.some((taken) => taken.toLowerCase() === domain) ?? true;
}

interface ArrivingMail {
  readonly stream: SMTPServerDataStream;
  readonly session: SMTPServerSession;
  readonly faults: MailFaults | undefined;
}

async function takeMail(
  { stream, session, faults }: ArrivingMail,
  { inbox, log, reception, clock }: SmtpOptions,
): Promise<void> {
  // Copied before anything is awaited: the library empties the session's envelope after the transaction.
  const envelope = copyEnvelope(session);
  const raw = await readWhole(stream, faults?.begun);
  await faults?.read();
  if (raw === undefined) return log("smtp: a mail over the size limit was refused");
  const parsed = await parseMail(raw);
  const helo = session.hostNameAppearsAs || "";
  const arrived = { raw, helo, mailFrom: envelope.mailFrom, headers: parsed.headers, secure: session.secure };
  const found = reception ? await judgeArrival(arrived, reception, clock) : {};
  const authenticatedAs = session.user ? { authenticatedAs: String(session.user) } : {};
  for (const address of envelope.rcptTo) {
    // The copies share one envelope object: that is how they are known as one handed-over mail.
    const copy = { envelope, raw, ...parsed, ...found, secure: session.secure, helo, ...authenticatedAs };
    inbox.deliver({ kind: "email", recipient: toMailbox(address), ...copy });
  }
  log(`smtp: took a mail of ${raw.length} octets for ${envelope.rcptTo.length} recipient(s)`);
  await faults?.filed();
}

function copyEnvelope({ envelope: { mailFrom, rcptTo } }: SMTPServerSession): CapturedMail["envelope"] {
  return { mailFrom: mailFrom ? mailFrom.address : "", rcptTo: rcptTo.map(({ address }) => address) };
}

/** The mail's octets; undefined if there were too many, of which the rest is read but not kept. */
async function readWhole(stream: SMTPServerDataStream, begun?: () => void): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (chunks.length === 0) begun?.();
    if (stream.sizeExceeded) chunks.length = 0;
    else chunks.push(chunk);
  }
  return stream.sizeExceeded ? undefined : Buffer.concat(chunks);
}

const refusal = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode });

function toRefusal(error: unknown): Error {
  if (error instanceof MailRefusal) return error;
  const unreadable = error instanceof StepproofError && error.code === "MAIL_UNREADABLE";
  return unreadable ? refusal(554, "the MIME structure cannot be read") : refusal(451, "the mail could not be filed");
}
