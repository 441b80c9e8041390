import { type Context, Hono } from "hono";
import { z } from "zod";
import { StepproofError } from "../errors.ts";
import type { CapturedMessage } from "./captured-message.ts";
import type { Inbox } from "./inbox.ts";
import { type MessageJson, toMessageJson, toPartsJson } from "./message-json.ts";

/** The longest wait of one call, ms; whoever wants to wait longer calls again. */
export const MAX_WAIT_MS = 60_000;
const DEFAULT_WAIT_MS = 10_000;
const MAX_PAGE_LENGTH = 1_000;
const DEFAULT_PAGE_LENGTH = 100;
/** A page ends early beyond this, so that no answer outgrows what clients take, octets. */
const MAX_PAGE_OCTETS = 1024 * 1024;

const wholeNumber = (most: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, "must be a whole number")
    .transform(Number)
    .pipe(z.number().max(most, `must be at most ${most}`));

const whichMessages = {
  recipient: z.string().min(1, "must not be empty").exactOptional(),
  after: wholeNumber(Number.MAX_SAFE_INTEGER).exactOptional(),
};
const listParameters = z.object({ ...whichMessages, limit: wholeNumber(MAX_PAGE_LENGTH).default(DEFAULT_PAGE_LENGTH) });
const waitParameters = z.object({ ...whichMessages, timeout: wholeNumber(MAX_WAIT_MS).default(DEFAULT_WAIT_MS) });

/** The answer of GET /: `cursor` is the `after` that continues behind the last message listed. */
export interface InboxPage {
  readonly cursor: number;
  readonly messages: readonly MessageJson[];
}

/**
 * An inbox over HTTP: list, wait (a long poll), read, delete. Errors are `{ "error": "<parameter>: <rule>" }`.
 * @example app.route("/inbox", createInboxApi(inbox));
 * // GET /inbox/wait?recipient=%2B447700900123&after=3&timeout=5000 -> 200 with the message, or 408
 */
export function createInboxApi<Message extends CapturedMessage>(inbox: Inbox<Message>): Hono {
  const api = new Hono();
  api.get("/", (context) => context.json(listPage(inbox, context.req.query())));
  api.get("/wait", (context) => waitForMessage(inbox, context));
  api.get("/:id", (context) => context.json(toMessageJson(messageOf(inbox, context))));
  api.get("/:id/raw", (context) => rawOf(messageOf(inbox, context), context));
  api.delete("/:id", (context) => {
    inbox.delete(messageOf(inbox, context).id);
    return context.body(null, 204);
  });
  api.delete("/", (context) => {
    inbox.clear();
    return context.body(null, 204);
  });
  api.onError(toErrorAnswer);
  return api;
}

function listPage<Message extends CapturedMessage>(inbox: Inbox<Message>, query: Record<string, string>): InboxPage {
  const { limit, ...wanted } = parseParameters(listParameters, query);
  const newest = inbox.cursor;
  const present = inbox.list(wanted);
  const listed = fitting(present, limit);
  const cursor = listed.length === present.length ? newest : (listed.at(-1)?.sequence ?? wanted.after ?? 0);
  return { cursor: Math.max(cursor, wanted.after ?? 0), messages: listed.map(toMessageJson) };
}

/** As many as a page takes, but never none for their size alone. */
function fitting<Message extends CapturedMessage>(messages: readonly Message[], limit: number): readonly Message[] {
  let room = MAX_PAGE_OCTETS;
  const tooMany = messages.findIndex((message, index) => {
    room -= octetsOf(message);
    return index >= limit || (index > 0 && room < 0);
  });
  return tooMany < 0 ? messages : messages.slice(0, tooMany);
}

const octetsOf = (message: CapturedMessage): number =>
  // A mail travels as raw and again as its parts.
  message.kind === "email" ? message.raw.length * 3 : message.text.length * 8;

async function waitForMessage<Message extends CapturedMessage>(
  inbox: Inbox<Message>,
  context: Context,
): Promise<Response> {
  const { timeout, ...wanted } = parseParameters(waitParameters, context.req.query());
  // The request's own signal fires when the client hangs up: then nobody waits any longer.
  const message = await inbox.waitFor(wanted, { timeoutMs: timeout, signal: context.req.raw.signal });
  return context.json(toMessageJson(message));
}

function messageOf<Message extends CapturedMessage>(inbox: Inbox<Message>, context: Context): Message {
  const message = inbox.get(context.req.param("id") ?? "");
  if (message) return message;
  throw new StepproofError("MESSAGE_UNKNOWN", "id: there is no such message", {
    hint: "List the inbox to see the ids; old messages are dropped when the inbox is full.",
    attribution: "CONFIGURATION",
  });
}

function rawOf(message: CapturedMessage, context: Context): Response {
  if (message.kind === "sms") return context.json(toPartsJson(message));
  return context.body(new Uint8Array(message.raw), 200, { "content-type": "message/rfc822" });
}

function parseParameters<Shape extends z.ZodType>(shape: Shape, query: Record<string, string>): z.output<Shape> {
  const parsed = shape.safeParse(query);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new StepproofError("PARAMETER_INVALID", `${issue?.path.join(".")}: ${issue?.message}`, {
    hint: "Correct the parameter in the URL.",
    attribution: "CONFIGURATION",
  });
}

const STATUSES: ReadonlyMap<string, 400 | 404 | 408> = new Map([
  ["PARAMETER_INVALID", 400],
  ["MESSAGE_UNKNOWN", 404],
  ["INBOX_TIMEOUT", 408],
]);

function toErrorAnswer(error: Error, context: Context): Response {
  const status = error instanceof StepproofError ? STATUSES.get(error.code) : undefined;
  // Without a status it is our own fault, or a client that hung up and reads no answer: neither is told more.
  if (status === undefined) return context.json({ error: "the inbox failed" }, 500);
  return context.json({ error: error.message }, status);
}
