import { systemClock } from "../clock.ts";
import { type Egress, loopbackOnly } from "../egress.ts";
import type { CapturedMail } from "./captured-message.ts";
import { Inbox, type MessageQuery, type MessageSource, type WaitOptions } from "./inbox.ts";
import { cutMail, type ParsedMail, parseMail } from "./mail-parsing.ts";
import { toMailbox } from "./mailbox.ts";
import { type MailHogItem, readMailHog } from "./mailhog-reading.ts";

/** Lets `ms` milliseconds pass, or less if the signal fires first; never rejects. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

export interface MailHogSourceOptions {
  /** The base URL of MailHog's HTTP API, without `/api`. */
  readonly url: string;
  readonly egress?: Egress;
  /** How long to wait between two readings while somebody waits for a mail, ms. */
  readonly rereadMs?: number;
  /** How the wait between two readings passes; by the system's clock unless a test says otherwise. */
  readonly pause?: Pause;
  /** Only the newest so many messages are looked at. */
  readonly maxMessages?: number;
  /** Time for one reading, ms. */
  readonly requestTimeoutMs?: number;
}

/**
 * The mails of a foreign MailHog, read through its public client. MailHog tells its clients nothing of new mail: only
 * here, and only while somebody waits, is it asked again and again.
 * Both functions throw EGRESS_BLOCKED, MAILHOG_UNREACHABLE, MAILHOG_UNREADABLE; `waitFor` also INBOX_TIMEOUT.
 * `secure` is always absent, for MailHog speaks no TLS whatever the sender would do; a mail dropped by MailHog is dropped here with the next reading.
 */
export function createMailHogSource(options: MailHogSourceOptions): MessageSource<CapturedMail> {
  const { rereadMs = 250, pause = pauseBySystemClock } = options;
  const mirror = new MailHogMirror(options);
  const keepReading = async (signal: AbortSignal): Promise<never> => {
    for (;;) {
      await mirror.refresh();
      // What was read may have ended the wait.
      signal.throwIfAborted();
      await pause(rereadMs, signal);
      signal.throwIfAborted();
    }
  };
  return {
    async list(query) {
      await mirror.refresh();
      return mirror.inbox.list(query);
    },
    waitFor: (query, wait) => waitWhileReading(mirror.inbox, query, wait, keepReading),
  };
}

/** The inbox wakes us up as for any mail; the reading only feeds it, and ends with the wait. */
async function waitWhileReading(
  inbox: Inbox<CapturedMail>,
  query: MessageQuery<CapturedMail>,
  { timeoutMs, signal }: WaitOptions,
  keepReading: (signal: AbortSignal) => Promise<never>,
): Promise<CapturedMail> {
  const over = new AbortController();
  const ended = signal ? AbortSignal.any([signal, over.signal]) : over.signal;
  try {
    return await Promise.race([inbox.waitFor(query, { timeoutMs, signal: ended }), keepReading(ended)]);
  } finally {
    over.abort();
  }
}

/** What MailHog holds, as our own kind of inbox. */
class MailHogMirror {
  readonly inbox: Inbox<CapturedMail>;
  readonly #url: URL;
  readonly #egress: Egress;
  readonly #limits: { readonly maxMessages: number; readonly timeoutMs: number };
  /** MailHog's id of a message -> the ids of its copies in our inbox. */
  readonly #copies = new Map<string, readonly string[]>();
  #now = 0;
  #lastReading: Promise<unknown> = Promise.resolve();

  constructor({ url, egress = loopbackOnly, maxMessages = 500, requestTimeoutMs = 10_000 }: MailHogSourceOptions) {
    this.#url = new URL(url);
    this.#egress = egress;
    this.#limits = { maxMessages, timeoutMs: requestTimeoutMs };
    // A mail's time is the one MailHog took it, so the inbox's clock stands at the mail being filed.
    const dated = { now: () => this.#now, after: systemClock.after };
    this.inbox = new Inbox<CapturedMail>(dated, { maxAgeMs: Number.POSITIVE_INFINITY });
  }

  /** Reads anew. One reading follows another, for two at a time would file the same mail twice. */
  refresh(): Promise<void> {
    const read = () => this.#read();
    // What went wrong in the reading before is its own caller's to know.
    const reading = this.#lastReading.then(read, read);
    this.#lastReading = reading;
    return reading;
  }

  async #read(): Promise<void> {
    this.#egress(this.#url.hostname, "mailbox -> MailHog");
    const items = await readMailHog(this.#url, this.#limits);
    this.#forgetAllBut(new Set(items.map(({ ID }) => ID)));
    for (const item of items.toReversed()) if (!this.#copies.has(item.ID)) await this.#file(item);
  }

  async #file({ ID, Created, Raw }: MailHogItem): Promise<void> {
    const raw = Buffer.from(Raw.Data, "utf8");
    // Other people's mail may lie there too: one that cannot be read must not hide the others.
    const parsed = await parseMail(raw).catch(() => undecoded(raw));
    const envelope = { mailFrom: Raw.From, rcptTo: Raw.To };
    this.#now = Date.parse(Created);
    const copies = Raw.To.map((address) =>
      this.inbox.deliver({ kind: "email", recipient: toMailbox(address), envelope, raw, ...parsed }),
    );
    this.#copies.set(
      ID,
      copies.map(({ id }) => id),
    );
  }

  #forgetAllBut(present: ReadonlySet<string>): void {
    for (const [mailHogId, ids] of this.#copies) {
      if (present.has(mailHogId)) continue;
      for (const id of ids) this.inbox.delete(id);
      this.#copies.delete(mailHogId);
    }
  }
}

const undecoded = (raw: Buffer): ParsedMail => ({ headers: cutMail(raw).headers, subject: "", attachments: [] });

const pauseBySystemClock: Pause = (ms, signal) =>
  new Promise((resolve) => {
    const end = () => {
      cancel();
      signal.removeEventListener("abort", end);
      resolve();
    };
    const cancel = systemClock.after(ms, end);
    signal.addEventListener("abort", end);
  });
