import { StepproofError } from "../../src/errors.ts";
import type { CapturedMessage } from "../../src/messages/captured-message.ts";
import type { MessageSource, WaitOptions } from "../../src/messages/inbox.ts";

/**
 * One person's view of a message source: what was sent to their address since the reader was made, each message read
 * once. Without an address nothing can arrive.
 */
export class MessageReader<Message extends CapturedMessage> {
  readonly address: string | undefined;
  readonly #source: MessageSource<Message>;
  readonly #start: Promise<number>;
  /** The sequence of the message read last. */
  #read = 0;

  constructor(source: MessageSource<Message>, address: string | undefined) {
    this.address = address;
    this.#source = source;
    this.#start = newestSequence(source, address);
    // Whoever reads first gets the failure; until then it must not end the process.
    this.#start.catch(() => undefined);
  }

  /** Resolves once the reader knows where it starts; at once for an inbox of this process. */
  async ready(): Promise<void> {
    await this.#start;
  }

  /**
   * The next message not read yet, now or as soon as it arrives; of two callers each gets their own.
   * Throws INBOX_TIMEOUT, and NO_ADDRESS for a person without phone or mailbox.
   */
  async next({ timeoutMs, signal }: WaitOptions): Promise<Message> {
    if (this.address === undefined) throw noAddress();
    const deadline = performance.now() + timeoutMs;
    this.#read = Math.max(this.#read, await this.#start);
    for (;;) {
      const query = { recipient: this.address, after: this.#read };
      const remaining = { timeoutMs: Math.max(0, deadline - performance.now()), ...(signal && { signal }) };
      const message = await this.#source.waitFor(query, remaining);
      if (message.sequence <= this.#read) continue;
      this.#read = message.sequence;
      return message;
    }
  }

  /** Everything that arrived since the reader was made, read or not, in order. */
  async all(): Promise<readonly Message[]> {
    if (this.address === undefined) return [];
    return this.#source.list({ recipient: this.address, after: await this.#start });
  }
}

async function newestSequence<Message extends CapturedMessage>(
  source: MessageSource<Message>,
  recipient: string | undefined,
): Promise<number> {
  if (recipient === undefined) return 0;
  const present = await source.list({ recipient });
  return present.at(-1)?.sequence ?? 0;
}

const noAddress = (): StepproofError =>
  new StepproofError("NO_ADDRESS", "end user: a message cannot arrive where there is no phone or mailbox", {
    hint: "Give the End User's profile a phone or an e-mail address.",
    attribution: "CONFIGURATION",
  });
