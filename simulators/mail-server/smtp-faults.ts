import type { SMTPServer, SMTPServerSession } from "smtp-server";
import type { Clock } from "../../src/clock.ts";
import { Delays } from "../../src/delays.ts";
import type { FaultSource, PointsByLeg, SmtpFault } from "../../src/faults/fault.ts";
import { toMailbox } from "../../src/messages/mailbox.ts";
import { Greylist } from "./greylist.ts";
import { MailRefusal } from "./reception.ts";

type Connection = SMTPServer["connections"] extends Set<infer Each> ? Each : never;
type Point = PointsByLeg["smtp"];
type Refusal = Extract<SmtpFault, { readonly kind: "reply" }>;

export interface SmtpFaultsOptions {
  readonly server: SMTPServer;
  readonly source: FaultSource;
  readonly clock: Clock;
}

/** The handlers of a connection that may fail before they look at their command. */
const verbs = {
  handler_EHLO: "ehlo",
  handler_STARTTLS: "starttls",
  handler_AUTH: "auth",
  handler_MAIL: "mail",
  handler_RCPT: "rcpt",
  handler_DATA: "data",
} as const;

/** Fatal alert, handshake_failure. Source: RFC 8446 §5.1, §6. */
const handshakeFailure = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28]);

/** Lets an SMTP server fail where the source says so: at the greeting, at each verb, in a mail and after it. */
export class SmtpFaults {
  readonly #options: SmtpFaultsOptions;
  readonly #greylist = new Greylist();
  readonly #delays: Delays;

  constructor(options: SmtpFaultsOptions) {
    this.#options = options;
    this.#delays = new Delays(options.clock);
    options.server.onConnect = (session, greet) => this.#greet(session, greet);
  }

  /**
   * What is to go wrong with the mail that a session begins to send. On a connection that is closed the library answers no
   * more, so nobody need keep it from that.
   */
  ofMail(session: SMTPServerSession): MailFaults {
    let inBody: SmtpFault | undefined;
    let endured = Promise.resolve();
    return {
      begun: () => {
        inBody = this.#due("body", session);
        if (inBody?.kind === "disconnect") this.#connectionOf(session)?.close();
        endured = this.#endure(inBody, session);
        endured.catch(() => undefined); // Told once the mail is read.
      },
      read: async () => {
        await endured;
        // Whole as it may be, a mail whose sender is gone, or was sent away, is not taken.
        if (inBody && !this.#connectionOf(session))
          throw new MailRefusal(421, { enhanced: "4.3.2", reason: "closing" });
      },
      filed: async () => {
        const afterwards = this.#due("accepted", session);
        if (afterwards?.kind === "disconnect") this.#connectionOf(session)?.close();
        await this.#endure(afterwards, session);
      },
    };
  }

  close(): void {
    this.#delays.close();
  }

  #greet(session: SMTPServerSession, greet: (error?: Error) => void): void {
    const connection = this.#connectionOf(session);
    if (connection) this.#interceptAll(connection);
    const fault = this.#due("connect", session);
    if (fault?.kind === "disconnect") connection?.close();
    else this.#endure(fault, session).then(() => greet(), greet);
  }

  #interceptAll(connection: Connection): void {
    const handlers = Object.keys(verbs) as (keyof typeof verbs)[];
    for (const handler of handlers) this.#intercept(connection, handler);
  }

  /** The library finds its handlers on the connection, by their names. */
  #intercept(connection: Connection, handler: keyof typeof verbs): void {
    const handle = connection[handler].bind(connection);
    connection[handler] = (command, done) => {
      const { session } = connection;
      const recipient = handler === "handler_RCPT" ? recipientIn(command) : recipientOf(session);
      const fault = this.#due(verbs[handler], session, recipient);
      if (fault === undefined) handle(command, done);
      else if (fault.kind === "disconnect") connection.close();
      else if (fault.kind === "tls") failHandshake(connection);
      else {
        const refuse = ({ responseCode, message }: MailRefusal) => {
          connection.send(responseCode, message, false);
          done();
        };
        this.#endure(fault, session, recipient).then(() => handle(command, done), refuse);
      }
    };
  }

  /** Waits, or throws what the sender is to be told. */
  async #endure(fault: SmtpFault | undefined, session: SMTPServerSession, recipient?: string): Promise<void> {
    if (fault?.kind === "delay") await this.#delays.wait(fault.ms);
    const reply = fault?.kind === "greylist" ? this.#greylisted(fault.ms, session, recipient) : fault;
    if (reply?.kind === "reply") throw new MailRefusal(reply.code, { enhanced: reply.enhanced, reason: "as told" });
  }

  #greylisted(ms: number, session: SMTPServerSession, recipient = recipientOf(session)): Refusal | undefined {
    const sender = session.envelope.mailFrom ? session.envelope.mailFrom.address : "";
    const triplet = { address: session.remoteAddress, sender, recipient: recipient ?? "" };
    if (!this.#greylist.holdsBack(triplet, this.#options.clock.now(), ms)) return undefined;
    return { kind: "reply", code: 451, enhanced: "4.7.1" };
  }

  #due(point: Point, session: SMTPServerSession, recipient = recipientOf(session)): SmtpFault | undefined {
    const { source, clock } = this.#options;
    const to = recipient === undefined ? {} : { recipient: toMailbox(recipient) };
    return source.next({ leg: "smtp", point, at: clock.now(), ...to });
  }

  #connectionOf(session: SMTPServerSession): Connection | undefined {
    return [...this.#options.server.connections].find((connection) => connection.session === session);
  }
}

/** A mail's course, in the order of its stages. The last two throw a refusal. */
export interface MailFaults {
  /** The first octets are there. */
  readonly begun: () => void;
  readonly read: () => Promise<void>;
  readonly filed: () => Promise<void>;
}

const recipientIn = (command: Buffer): string | undefined => /<([^>]*)>/.exec(command.toString("latin1"))?.[1];

const recipientOf = ({ envelope }: SMTPServerSession): string | undefined => envelope.rcptTo[0]?.address;

/** Agrees to TLS, and answers the client's first record with an alert. */
function failHandshake(connection: Connection): void {
  connection.send(220, "Ready to start TLS", false);
  connection._upgrading = true; // What comes now is no command.
  connection._socket.once("data", () => connection._socket.end(handshakeFailure));
}
