import type { CapturedMessage } from "../../messages/captured-message.ts";
import type { MessageQuery, MessageSource } from "../../messages/inbox.ts";
import { toMailbox } from "../../messages/mailbox.ts";
import { ReceivedMessage } from "./received-message.ts";

/**
 * Real time until a message must be there, ms. Shorter than the 5 s that Vitest and Jest give a whole test, so that the
 * error which says what did arrive is the one that is seen.
 */
export const WAIT_MS = 3_000;

/** Which messages are meant; members left out do not restrict. */
export interface InboxQuery<Captured extends CapturedMessage> {
  /** A phone, E.164 with its plus, or an e-mail address. */
  readonly recipient?: string;
  /** Only messages with a higher `sequence`. */
  readonly after?: number;
  readonly matches?: (message: ReceivedMessage<Captured>) => boolean;
}

export interface WaitLimits {
  /** Real time until INBOX_TIMEOUT, ms; default 3000. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** All messages of one kind that the test bed took, whoever sent them. */
export interface ReadableInbox<Captured extends CapturedMessage> {
  /** In order of arrival. */
  list(query?: InboxQuery<Captured>): Promise<readonly ReceivedMessage<Captured>[]>;
  /** The oldest that satisfies the query, now or as soon as it arrives. Throws INBOX_TIMEOUT. */
  waitFor(query: InboxQuery<Captured>, limits?: WaitLimits): Promise<ReceivedMessage<Captured>>;
}

/** An inbox whose messages can be read. */
export function toReadableInbox<Captured extends CapturedMessage>(
  source: MessageSource<Captured>,
): ReadableInbox<Captured> {
  return {
    async list(query = {}) {
      const messages = await source.list(toMessageQuery(query));
      return messages.map((captured) => new ReceivedMessage(captured));
    },
    async waitFor(query, limits = {}) {
      return new ReceivedMessage(await source.waitFor(toMessageQuery(query), { timeoutMs: WAIT_MS, ...limits }));
    },
  };
}

function toMessageQuery<Captured extends CapturedMessage>({
  recipient,
  matches,
  ...query
}: InboxQuery<Captured>): MessageQuery<Captured> {
  return {
    ...query,
    ...(recipient !== undefined && { recipient: toMailbox(recipient) }),
    ...(matches && { matches: (captured) => matches(new ReceivedMessage(captured)) }),
  };
}
