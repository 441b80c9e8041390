import type { Socket } from "node:net";
import { type Clock, systemClock } from "../clock.ts";
import { startDeadline } from "../deadline.ts";
import { StepproofError } from "../errors.ts";
import { PduFraming } from "./smpp-framing.ts";
import { esmeStatus, type Pdu, type PduFields, parsePdu, parsePduHeader, toPduOctets } from "./smpp-pdu.ts";

export interface SmppSessionLimits {
  readonly maxPduBytes: number;
  /** Real time from a PDU's first octet to its last, ms. */
  readonly pduTimeoutMs: number;
  /** Real time without any traffic until the connection is dropped, ms. */
  readonly idleTimeoutMs: number;
  /** Time until a request must be answered, on the session's clock, ms. */
  readonly responseTimeoutMs: number;
  /** What the peer has not read yet, octets; above this, nothing more is read from it, and it gets no request. */
  readonly maxUnreadBytes: number;
  /** Requests that the peer has not answered yet; it gets no more than that. */
  readonly maxUnanswered: number;
}

export const defaultSessionLimits: SmppSessionLimits = {
  maxPduBytes: 66_000, // message_payload carries up to 65,535 octets
  pduTimeoutMs: 10_000,
  idleTimeoutMs: 300_000,
  responseTimeoutMs: 10_000,
  maxUnreadBytes: 1024 * 1024,
  maxUnanswered: 10_000,
};

export interface SmppSessionOptions {
  readonly socket: Socket;
  readonly limits?: Partial<SmppSessionLimits>;
  /** By which a wait for an answer ends; default: the system's. */
  readonly clock?: Clock;
  /** A well-formed request of the peer; answer it with `respond`. */
  readonly onRequest: (request: Pdu, session: SmppSession) => void;
  readonly onClose?: (session: SmppSession) => void;
}

interface PendingRequest {
  readonly answered: (response: Pdu) => void;
  readonly lost: (error: StepproofError) => void;
}

/** How long the peer may take to end a connection in an orderly way, ms. */
const CLOSE_GRACE_MS = 500;
const MAX_SEQUENCE = 0x7fffffff;

/**
 * One SMPP connection, as both ends need it. The library's own session answers before a bind, has no time-outs, loses
 * its callbacks when the socket closes and falls silent after a bad PDU; so here only the coding of PDUs is the library's.
 * A malformed request gets generic_nack and the session goes on; a length that loses the framing ends it.
 */
export class SmppSession {
  readonly #socket: Socket;
  readonly #limits: SmppSessionLimits;
  readonly #options: SmppSessionOptions;
  readonly #framing: PduFraming;
  readonly #pending = new Map<number, PendingRequest>();
  #sequence = 0;
  #slowPdu: NodeJS.Timeout | undefined;

  constructor(options: SmppSessionOptions) {
    this.#options = options;
    this.#limits = { ...defaultSessionLimits, ...options.limits };
    this.#framing = new PduFraming(this.#limits.maxPduBytes);
    this.#socket = options.socket;
    this.#socket.setNoDelay(true);
    this.#socket.setTimeout(this.#limits.idleTimeoutMs, () => this.destroy());
    this.#socket.on("data", (chunk) => this.#read(chunk));
    this.#socket.on("error", () => this.destroy()); // "close" follows and tells whoever waits.
    this.#socket.once("close", () => this.#closed());
  }

  /** Whether a request can still be sent. */
  get isOpen(): boolean {
    return this.#socket.writable;
  }

  /**
   * Sends a request; resolves with its response, whatever the status. Throws SMS_UNREACHABLE where it could not be sent –
   * also for a peer that neither reads nor answers what it was sent before –, SMS_UNANSWERED where the peer may have got it.
   */
  request(command: string, fields: PduFields = {}): Promise<Pdu> {
    if (!this.isOpen) return Promise.reject(unreachable(command, "the session is closed"));
    if (this.#isOverrun) return Promise.reject(unreachable(command, "the peer does not keep up"));
    this.#sequence = (this.#sequence % MAX_SEQUENCE) + 1;
    const sequence = this.#sequence;
    const answer = this.#expectAnswer(command, sequence);
    this.#write({ command, status: 0, sequence, fields });
    return answer;
  }

  /** Answers a request; a status other than 0 goes without a body. */
  respond({ command, sequence }: Pdu, statusName: string, fields: PduFields = {}): void {
    this.#write({ command: `${command}_resp`, status: esmeStatus(statusName), sequence, fields });
  }

  /** Refuses what has no response of its own. */
  nack(sequence: number, statusName: string): void {
    this.#write({ command: "generic_nack", status: esmeStatus(statusName), sequence, fields: {} });
  }

  /** Ends the connection once what was written is out, at the latest after half a second. */
  close(): Promise<void> {
    if (this.#socket.closed) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.destroy(), CLOSE_GRACE_MS);
      this.#socket.once("close", () => {
        clearTimeout(timer);
        resolve();
      });
      this.#socket.end();
    });
  }

  destroy(): void {
    this.#socket.destroy();
  }

  get #isOverrun(): boolean {
    const { maxUnreadBytes, maxUnanswered } = this.#limits;
    return this.#pending.size >= maxUnanswered || this.#socket.writableLength > maxUnreadBytes;
  }

  #expectAnswer(command: string, sequence: number): Promise<Pdu> {
    const ms = this.#limits.responseTimeoutMs;
    const late = () => this.#take(sequence)?.lost(unanswered(command, `no answer within ${ms} ms`));
    const cancel = startDeadline(this.#options.clock ?? systemClock, ms, late);
    return new Promise<Pdu>((answered, lost) => this.#pending.set(sequence, { answered, lost })).finally(cancel);
  }

  #read(chunk: Buffer): void {
    let completed = 0;
    try {
      for (const frame of this.#framing.split(chunk)) {
        completed++;
        this.#takeFrame(frame);
      }
      this.#watchSlowPdu(completed);
    } catch (error) {
      this.#giveUp(error);
    }
  }

  #takeFrame(frame: Buffer): void {
    const { sequence, isResponse } = parsePduHeader(frame);
    const pdu = readPdu(frame);
    if (!isResponse) {
      if (pdu instanceof StepproofError) this.nack(sequence, pdu.code);
      else this.#options.onRequest(pdu, this);
      return;
    }
    const pending = this.#take(sequence);
    if (pdu instanceof StepproofError) pending?.lost(unanswered("request", pdu.message));
    else pending?.answered(pdu);
  }

  /** Runs on through a PDU that drips in octet by octet, and starts anew with the next one. */
  #watchSlowPdu(completed: number): void {
    if (completed > 0 || !this.#framing.isInsidePdu) this.#stopWatching();
    if (!this.#framing.isInsidePdu) return;
    this.#slowPdu ??= setTimeout(() => this.destroy(), this.#limits.pduTimeoutMs);
  }

  #stopWatching(): void {
    clearTimeout(this.#slowPdu);
    this.#slowPdu = undefined;
  }

  /** The framing is lost: says so, and reads on only to let the peer see it before the connection ends. */
  #giveUp(error: unknown): void {
    if (!(error instanceof StepproofError)) throw error;
    this.#socket.removeAllListeners("data");
    this.#socket.resume();
    this.nack(0, error.code);
    void this.close();
  }

  #write(pdu: Pdu): void {
    if (!this.isOpen) return; // Whoever waits for an answer hears of it from "close".
    this.#socket.write(toPduOctets(pdu));
    if (this.#socket.writableLength <= this.#limits.maxUnreadBytes || this.#socket.isPaused()) return;
    this.#socket.pause();
    this.#socket.once("drain", () => this.#socket.resume());
  }

  #take(sequence: number): PendingRequest | undefined {
    const pending = this.#pending.get(sequence);
    this.#pending.delete(sequence);
    return pending;
  }

  #closed(): void {
    this.#stopWatching();
    for (const pending of this.#pending.values()) pending.lost(unanswered("request", "the connection was lost"));
    this.#pending.clear();
    this.#options.onClose?.(this);
  }
}

function readPdu(frame: Buffer): Pdu | StepproofError {
  try {
    return parsePdu(frame);
  } catch (error) {
    if (error instanceof StepproofError) return error;
    throw error;
  }
}

const unreachable = (command: string, what: string): StepproofError => failed("SMS_UNREACHABLE", command, what);

const unanswered = (command: string, what: string): StepproofError => failed("SMS_UNANSWERED", command, what);

const failed = (code: string, command: string, what: string): StepproofError =>
  new StepproofError(code, `SMPP ${command}: ${what}`, {
    hint: "Check that the SMS centre runs, answers in time and keeps the session open.",
    attribution: "ENVIRONMENT",
  });
