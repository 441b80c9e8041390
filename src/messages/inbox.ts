import type { Clock, EpochMs } from "../clock.ts";
import { StepproofError } from "../errors.ts";
import type { Arriving, CapturedMessage } from "./captured-message.ts";
import { Shelf } from "./shelf.ts";

export interface InboxLimits {
  /** The oldest messages make room beyond this. */
  readonly maxMessages: number;
  /** Older messages are dropped when the next one arrives, ms. */
  readonly maxAgeMs: number;
  /** A larger message is refused with MESSAGE_TOO_LARGE, octets as measured by the server. */
  readonly maxMessageBytes: number;
}

export const defaultInboxLimits: InboxLimits = {
  maxMessages: 10_000,
  maxAgeMs: 86_400_000,
  maxMessageBytes: 10 * 1024 * 1024,
};

/** Which messages are meant; members left out do not restrict. */
export interface MessageQuery<Message> {
  readonly recipient?: string;
  /** Only messages with a higher sequence. */
  readonly after?: number;
  readonly matches?: (message: Message) => boolean;
}

export interface WaitOptions {
  /** Real time until INBOX_TIMEOUT, ms. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** Where a phone or mailbox reads from: our own inbox, or a foreign system behind an adapter. */
export interface MessageSource<Message extends CapturedMessage> {
  list(query?: MessageQuery<Message>): readonly Message[] | Promise<readonly Message[]>;
  waitFor(query: MessageQuery<Message>, options: WaitOptions): Promise<Message>;
}

interface Waiter<Message> {
  readonly query: MessageQuery<Message>;
  readonly missed: Message[];
  readonly found: (message: Message) => void;
}

/** The captured messages of one server: found by recipient, waited for without polling. */
export class Inbox<Message extends CapturedMessage> implements MessageSource<Message> {
  readonly limits: InboxLimits;
  readonly #clock: Clock;
  readonly #messages = new Map<string, Message>();
  /** The same messages, to find without looking at everybody's: all, and those of each recipient. */
  #all = new Shelf<Message>();
  readonly #byRecipient = new Map<string, Shelf<Message>>();
  readonly #waiters = new Set<Waiter<Message>>();
  readonly #listeners = new Set<(message: Message) => void>();
  #sequence = 0;

  constructor(clock: Clock, limits: Partial<InboxLimits> = {}) {
    this.#clock = clock;
    this.limits = { ...defaultInboxLimits, ...limits };
  }

  /** The sequence of the newest message so far; pass it as `after` to see only what follows. */
  get cursor(): number {
    return this.#sequence;
  }

  /** Files a message and wakes whoever waits for it. */
  deliver(arriving: Arriving<Message>): Message {
    const sequence = ++this.#sequence;
    const message = {
      ...arriving,
      id: `${arriving.kind}-${sequence}`,
      sequence,
      receivedAt: this.#clock.now(),
    } as Message;
    this.#file(message);
    this.#forgetExcess(message.receivedAt);
    for (const listener of this.#listeners) listener(message);
    for (const waiter of this.#waiters) this.#offer(message, waiter);
    return message;
  }

  /** In order of arrival. */
  list(query: MessageQuery<Message> = {}): readonly Message[] {
    return [...this.#find(query)];
  }

  get(id: string): Message | undefined {
    return this.#messages.get(id);
  }

  /** Whether there was something to delete. */
  delete(id: string): boolean {
    const message = this.#messages.get(id);
    if (!message) return false;
    this.#all.remove(message);
    this.#forget(message);
    return true;
  }

  clear(): void {
    this.#messages.clear();
    this.#byRecipient.clear();
    this.#all = new Shelf();
  }

  /** Calls `listener` for every message from now on; the returned function ends that. */
  onMessage(listener: (message: Message) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * The oldest message that satisfies the query, now or as soon as it arrives.
   * Throws INBOX_TIMEOUT, which counts and describes the near misses without quoting them.
   */
  waitFor(query: MessageQuery<Message>, { timeoutMs, signal }: WaitOptions): Promise<Message> {
    const [present] = this.#find(query);
    if (present) return Promise.resolve(present);
    return new Promise((resolve, reject) => {
      const waiter: Waiter<Message> = { query, missed: [], found: (message) => end(() => resolve(message)) };
      const timer = setTimeout(() => end(() => reject(timeoutError(waiter, timeoutMs))), timeoutMs);
      const aborted = () => end(() => reject(signal?.reason));
      const end = (settle: () => void) => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", aborted);
        this.#waiters.delete(waiter);
        settle();
      };
      signal?.addEventListener("abort", aborted);
      this.#waiters.add(waiter);
    });
  }

  #offer(message: Message, waiter: Waiter<Message>): void {
    if (satisfies(message, waiter.query)) waiter.found(message);
    else waiter.missed.push(message);
  }

  /** Stops looking as soon as the caller does. */
  *#find(query: MessageQuery<Message>): Generator<Message> {
    const shelf = query.recipient === undefined ? this.#all : this.#byRecipient.get(query.recipient);
    for (const message of shelf?.after(query.after ?? 0) ?? []) if (satisfies(message, query)) yield message;
  }

  #file(message: Message): void {
    this.#messages.set(message.id, message);
    this.#all.add(message);
    const own = this.#byRecipient.get(message.recipient) ?? new Shelf<Message>();
    own.add(message);
    this.#byRecipient.set(message.recipient, own);
  }

  #forgetExcess(now: EpochMs): void {
    for (let oldest = this.#all.oldest; oldest; oldest = this.#all.oldest) {
      const tooMany = this.#all.size > this.limits.maxMessages;
      if (!tooMany && oldest.receivedAt >= now - this.limits.maxAgeMs) return;
      this.#all.dropOldest();
      this.#forget(oldest);
    }
  }

  /** What `#all` no longer holds. */
  #forget(message: Message): void {
    this.#messages.delete(message.id);
    const own = this.#byRecipient.get(message.recipient);
    own?.remove(message);
    if (own?.size === 0) this.#byRecipient.delete(message.recipient);
  }
}

function satisfies<Message extends CapturedMessage>(message: Message, query: MessageQuery<Message>): boolean {
  if (query.recipient !== undefined && message.recipient !== query.recipient) return false;
  if (query.after !== undefined && message.sequence <= query.after) return false;
  return query.matches?.(message) ?? true;
}

function timeoutError<Message extends CapturedMessage>(
  { query, missed }: Waiter<Message>,
  timeoutMs: number,
): StepproofError {
  const misses = missed.map(
    ({ id, recipient }) =>
      `${id} (${recipient === query.recipient ? "same recipient, other content" : "another recipient"})`,
  );
  const meanwhile = misses.length === 0 ? "nothing arrived meanwhile" : `near misses: ${misses.join(", ")}`;
  return new StepproofError("INBOX_TIMEOUT", `no such message within ${timeoutMs} ms; ${meanwhile}`, {
    hint: "Check that the sender was asked to send, to which recipient, and over which channel.",
    attribution: "IMPLEMENTATION",
  });
}
