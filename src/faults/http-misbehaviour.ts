import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Clock } from "../clock.ts";
import type { HttpFault } from "./fault.ts";
import { type HeldAnswer, holdAnswer } from "./held-answer.ts";

/** A request that will not be answered well. */
export interface HttpOccasion {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The TCP connection, beneath any TLS. */
  readonly connection: Socket;
  readonly clock: Clock;
  /** Has the server answer after all. */
  readonly answer: () => void;
}

/** Does to a request what the fault says. What the server would have done is done only where it answers, late or in part. */
export function misbehave(fault: HttpFault, occasion: HttpOccasion): void {
  switch (fault.kind) {
    case "status":
      refuse(occasion, fault.status);
      break;
    case "unauthorized":
      refuse(occasion, 401, { "www-authenticate": 'Bearer error="invalid_token"' });
      break;
    case "redirect":
      refuse(occasion, 302, { location: fault.location });
      break;
    case "wrong-type":
      answerAsPage(occasion.response);
      break;
    case "oversized":
      void answerAtLength(occasion.response, fault.bytes);
      break;
    case "delay":
    case "truncated":
    case "trickle":
      answerBadly(fault, occasion);
      break;
    default:
      breakOff(fault.kind, occasion);
  }
}

/** The server does its work, and the caller gets the answer late or in part. */
function answerBadly(
  fault: Extract<HttpFault, { readonly kind: "delay" | "truncated" | "trickle" }>,
  { response, clock, answer }: HttpOccasion,
): void {
  if (fault.kind === "delay") {
    unlessGone(response, clock.after(fault.ms, answer));
    return;
  }
  void holdAnswer(response, answer).then((held) => {
    if (fault.kind === "trickle") trickle(response, held, clock, fault.ms);
    else cutShort(response, held);
  });
}

function breakOff(kind: HttpFault["kind"], { request, connection }: HttpOccasion): void {
  request.resume();
  if (kind === "hang") return;
  if (kind === "garbage") request.socket.end(NO_HTTP);
  else if (kind === "reset") connection.resetAndDestroy();
  else request.socket.destroy();
}

const NO_HTTP = Buffer.from("220 this is no HTTP\0\xff\xfe\r\n\r\n", "latin1");

function refuse({ request, response }: HttpOccasion, status: number, headers: OutgoingHttpHeaders = {}): void {
  request.resume();
  const bare = status === 204 || status === 304 || status === 403;
  const body = bare ? "" : JSON.stringify({ error: `simulated fault ${status}` });
  const type = bare ? {} : { "content-type": "application/json" };
  response.writeHead(status, { ...type, "content-length": Buffer.byteLength(body), ...headers }).end(body);
}

/** A caller who has gone is owed nothing. */
function unlessGone(response: ServerResponse, cancel: () => void): void {
  response.once("close", cancel);
}

/** What a proxy in between would say in the place of the server. */
function answerAsPage(response: ServerResponse): void {
  const page = "<!doctype html><title>Sign in</title><p>Please sign in to this network.</p>";
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page);
}

/** As many octets as were asked for, of JSON's white space, and never more of them in memory than the socket takes. */
async function answerAtLength(response: ServerResponse, bytes: number): Promise<void> {
  response.writeHead(200, { "content-type": "application/json", "content-length": bytes });
  // A caller who hangs up ends this early, and has every right to.
  await pipeline(Readable.from(blanks(bytes)), response).catch(() => undefined);
}

const CHUNK = 64 * 1024;

function* blanks(bytes: number): Generator<Buffer> {
  for (let left = bytes; left > 0; left -= CHUNK) yield Buffer.alloc(Math.min(CHUNK, left), " ");
}

/** An answer without a body breaks off in its head. */
function cutShort(response: ServerResponse, { status, headers, body }: HeldAnswer): void {
  const { socket } = response;
  if (body.length === 0) {
    socket?.end(`HTTP/1.1 ${status} `);
    return;
  }
  response.writeHead(status, { ...headers, "content-length": body.length });
  response.write(body.subarray(0, Math.ceil(body.length / 2)), () => socket?.destroy());
}

function trickle(response: ServerResponse, { status, headers, body }: HeldAnswer, clock: Clock, ms: number): void {
  response.writeHead(status, { ...headers, ...(status !== 204 && { "content-length": body.length }) });
  // An answer without a body has nothing to trickle but its head.
  if (body.length > 0) response.flushHeaders();
  const next = (at: number): void => {
    const cancel = clock.after(ms, () => {
      response.off("close", cancel);
      if (at < body.length) response.write(body.subarray(at, at + 1));
      if (at + 1 < body.length) next(at + 1);
      else response.end();
    });
    response.once("close", cancel);
  };
  next(0);
}
