import net, { type Socket } from "node:net";
import { type Clock, systemClock } from "../clock.ts";
import { type Egress, loopbackOnly } from "../egress.ts";
import { causeCode, StepproofError } from "../errors.ts";
import { describeStatus, isPassing, type Pdu } from "./smpp-pdu.ts";
import { SmppSession } from "./smpp-session.ts";

export interface SmppBindOptions {
  readonly host: string;
  readonly port: number;
  readonly systemId: string;
  readonly password: string;
  /** Who calls whom ("D1 -> SMS centre"), for errors. */
  readonly call: string;
  readonly egress?: Egress;
  /** Real time for the connection, and time on the clock for each answer, ms. Default 10,000. */
  readonly timeoutMs?: number;
  /** Default: the system's. */
  readonly clock?: Clock;
  /** A session that was silent for longer is asked for a sign of life before it is handed a message, ms. Default 30,000. */
  readonly silentMs?: number;
  /** A request of the SMS centre other than enquire_link and unbind; answered by whoever gets it. */
  readonly onRequest?: (request: Pdu, session: SmppSession) => void;
}

/** One transceiver bind: opened when first needed, shared by all senders, opened anew after a loss. */
export class SmppBind {
  readonly #options: SmppBindOptions;
  readonly #clock: Clock;
  #heardAt = 0;
  #session: Promise<SmppSession> | undefined;
  #isClosed = false;

  constructor(options: SmppBindOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  /**
   * The bound session. Throws SMS_UNREACHABLE, SMS_REFUSED or SMS_DEFERRED (the bind was turned down) or EGRESS_BLOCKED.
   */
  async session(): Promise<SmppSession> {
    if (this.#isClosed) throw unreachable(this.#options.call, "the sender is closed");
    const opening = this.#current();
    const session = await opening;
    if (session.isOpen && (await this.#isAlive(session))) return session;
    this.#forget(opening); // The peer has hung up, and the event that tells so is still on its way.
    return this.#current();
  }

  /** The peer has answered: the session lives. */
  heard(): void {
    this.#heardAt = this.#clock.now();
  }

  /** A message that a dead session swallows is one that nobody knows the fate of; so it is asked first. SMPP 3.4 §4.11. */
  async #isAlive(session: SmppSession): Promise<boolean> {
    const { silentMs = 30_000 } = this.#options;
    if (this.#clock.now() - this.#heardAt <= silentMs) return true;
    const answer = await session.request("enquire_link").catch(() => undefined); // No answer is an answer, too.
    if (answer) this.heard();
    else session.destroy();
    return answer !== undefined;
  }

  /** Unbinds and ends the connection; bounded by the time-out of the unbind. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const session = await this.#session?.catch(() => undefined);
    await session?.request("unbind").catch(() => undefined); // Nothing is owed to a peer that is gone.
    await session?.close();
  }

  #current(): Promise<SmppSession> {
    this.#session ??= this.#open();
    return this.#session;
  }

  #open(): Promise<SmppSession> {
    const opening = openSession(this.#options, () => this.#forget(opening));
    opening.then(
      () => this.heard(),
      () => this.#forget(opening),
    );
    return opening;
  }

  #forget(lost: Promise<SmppSession>): void {
    if (this.#session === lost) this.#session = undefined;
  }
}

async function openSession(options: SmppBindOptions, onClose: () => void): Promise<SmppSession> {
  const { timeoutMs: responseTimeoutMs = 10_000, systemId, password, call, clock = systemClock } = options;
  (options.egress ?? loopbackOnly)(options.host, call);
  const socket = await connect(options, responseTimeoutMs);
  const onRequest = (request: Pdu, session: SmppSession) => answer(request, session, options);
  const session = new SmppSession({ socket, onRequest, onClose, clock, limits: { responseTimeoutMs } });
  const response = await session
    .request("bind_transceiver", { system_id: systemId, password, interface_version: 0x34 })
    .catch((error: unknown) => abandon(session, unbound(call, error)));
  if (response.status !== 0) abandon(session, bindRefused(call, response.status));
  return session;
}

function connect({ host, port, call }: SmppBindOptions, timeoutMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host, port });
    const failed = (reason: string, cause?: unknown) => {
      clearTimeout(timer);
      socket.destroy();
      reject(unreachable(call, reason, cause));
    };
    const timer = setTimeout(() => failed(`no connection within ${timeoutMs} ms`), timeoutMs);
    const refused = (error: Error) => failed(`the connection failed (${causeCode(error) ?? "UNKNOWN"})`, error);
    socket.once("error", refused);
    socket.once("connect", () => {
      clearTimeout(timer);
      socket.off("error", refused);
      resolve(socket);
    });
  });
}

function answer(request: Pdu, session: SmppSession, { onRequest }: SmppBindOptions): void {
  const isOurs = request.command === "enquire_link" || request.command === "unbind";
  if (isOurs) session.respond(request, "ESME_ROK");
  else if (onRequest) onRequest(request, session);
  else session.nack(request.sequence, "ESME_RINVCMDID");
  if (request.command === "unbind") void session.close();
}

function abandon(session: SmppSession, error: unknown): never {
  session.destroy();
  throw error;
}

/** Whatever became of the bind: no message was handed over. */
const unbound = (call: string, error: unknown): StepproofError =>
  unreachable(call, error instanceof StepproofError ? error.message : "the bind failed", error);

const bindRefused = (call: string, status: number): StepproofError =>
  new StepproofError(
    isPassing(status) ? "SMS_DEFERRED" : "SMS_REFUSED",
    `${call}: bind_transceiver was refused with ${describeStatus(status)}`,
    {
      hint: "Check system id and password, and that the account may bind as a transceiver.",
      attribution: isPassing(status) ? "ENVIRONMENT" : "CONFIGURATION",
    },
  );

const unreachable = (call: string, what: string, cause?: unknown): StepproofError =>
  new StepproofError("SMS_UNREACHABLE", `${call}: ${what}`, {
    hint: "Check that the SMS centre runs and that address and port are right.",
    attribution: "ENVIRONMENT",
    cause,
  });
