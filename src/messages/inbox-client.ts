import { z } from "zod";
import { StepproofError } from "../errors.ts";
import type { HttpClient, HttpRequest, HttpResponse } from "../http.ts";
import type { CapturedMessage } from "./captured-message.ts";
import type { MessageQuery, MessageSource, WaitOptions } from "./inbox.ts";
import { MAX_WAIT_MS } from "./inbox-api.ts";
import type { MessageShape } from "./message-json.ts";

export interface InboxClientOptions<Message extends CapturedMessage> {
  /** Where the inbox API is mounted, e.g. `http://127.0.0.1:8025/inbox`. */
  readonly url: string;
  readonly request: HttpClient;
  /** `capturedSmsShape` or `capturedMailShape`: what lies in that inbox. */
  readonly shape: MessageShape<Message>;
}

/** What the answer to a long poll may take beyond the wait itself, ms. */
const ANSWER_MARGIN_MS = 5_000;

/**
 * An inbox of another process, read over its HTTP API. Throws INBOX_TIMEOUT like the inbox itself,
 * INBOX_API_FAILED when the API refuses or answers something else, and what the HTTP client throws.
 * A `matches` of the query is applied on this side.
 */
export function createInboxClient<Message extends CapturedMessage>(
  options: InboxClientOptions<Message>,
): MessageSource<Message> {
  return {
    list: (query = {}) => listAll(options, query),
    waitFor: (query, wait) => unlessAborted(wait.signal, waitFor(options, query, wait)),
  };
}

async function listAll<Message extends CapturedMessage>(
  options: InboxClientOptions<Message>,
  query: MessageQuery<Message>,
): Promise<readonly Message[]> {
  const page = z.object({ cursor: z.number().int(), messages: z.array(options.shape) });
  const listed: Message[] = [];
  let after = query.after;
  for (;;) {
    const { cursor, messages } = parseAnswer(page, await call(options, "", { ...query, after }));
    listed.push(...messages);
    // A cursor that stands still would have us read the same page for ever.
    const isLast = messages.length === 0 || cursor <= (after ?? 0);
    if (isLast) return listed.filter((message) => query.matches?.(message) ?? true);
    after = cursor;
  }
}

async function waitFor<Message extends CapturedMessage>(
  options: InboxClientOptions<Message>,
  query: MessageQuery<Message>,
  { timeoutMs, signal }: WaitOptions,
): Promise<Message> {
  const deadline = performance.now() + timeoutMs;
  let after = query.after;
  for (;;) {
    signal?.throwIfAborted();
    const remaining = Math.max(0, Math.ceil(deadline - performance.now()));
    const message = await pollOnce(options, { ...query, after }, Math.min(remaining, MAX_WAIT_MS));
    if (message && (query.matches?.(message) ?? true)) return message;
    if (message) after = message.sequence;
    else if (performance.now() >= deadline) throw timedOut(timeoutMs);
  }
}

/** The next message, or undefined when the API's own wait ran out. */
async function pollOnce<Message extends CapturedMessage>(
  options: InboxClientOptions<Message>,
  query: Selection,
  timeout: number,
): Promise<Message | undefined> {
  const answer = await call(options, "/wait", { ...query, timeout }, { timeoutMs: timeout + ANSWER_MARGIN_MS });
  return answer.status === 408 ? undefined : parseAnswer(options.shape, answer);
}

interface Selection {
  readonly recipient?: string | undefined;
  readonly after?: number | undefined;
  readonly timeout?: number;
}

function call(
  { url, request }: Pick<InboxClientOptions<CapturedMessage>, "url" | "request">,
  path: string,
  { recipient, after, timeout }: Selection,
  limits: Pick<HttpRequest, "timeoutMs"> = {},
): Promise<HttpResponse> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ recipient, after, timeout })) {
    if (value !== undefined) search.set(name, String(value));
  }
  return request({ method: "GET", url: `${url}${path}?${search}`, ...limits });
}

function parseAnswer<Shape extends z.ZodType>(shape: Shape, { status, body }: HttpResponse): z.output<Shape> {
  if (status !== 200) throw failed(`it answered ${status}`);
  const parsed = shape.safeParse(parseJson(body));
  if (parsed.success) return parsed.data;
  throw failed(`its answer is not as agreed at "${parsed.error.issues[0]?.path.join(".")}"`);
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw failed("its answer is not JSON");
  }
}

const failed = (what: string): StepproofError =>
  new StepproofError("INBOX_API_FAILED", `reading an inbox over HTTP: ${what}`, {
    hint: "Check that the URL is that of an inbox API of the same version, and of the same kind of message.",
    attribution: "ENVIRONMENT",
  });

const timedOut = (timeoutMs: number): StepproofError =>
  new StepproofError("INBOX_TIMEOUT", `no such message within ${timeoutMs} ms`, {
    hint: "Check that the sender was asked to send, to which recipient, and over which channel.",
    attribution: "IMPLEMENTATION",
  });

/** The HTTP seam cannot be cut short: the caller goes at once, the call ends by its own time-out. */
function unlessAborted<Result>(signal: AbortSignal | undefined, work: Promise<Result>): Promise<Result> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    if (signal.aborted) giveUp();
    signal.addEventListener("abort", giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", giveUp));
  });
}
