import type http from "node:http";
import type { Socket } from "node:net";

/** What one HTTP server takes from whoever connects. */
export interface HttpLimits {
  /** Connections at a time; further ones are turned away. */
  readonly maxConnections: number;
  /** From a request's first octet to the end of its head, also where the octets trickle; ms. */
  readonly headersMs: number;
  /** From a request's first octet to its last, ms. */
  readonly requestMs: number;
  /** How long an answer may lie unread, and how long a connection may have nothing to do at all; ms. */
  readonly unreadMs: number;
}

export const defaultHttpLimits: HttpLimits = {
  maxConnections: 1_000,
  headersMs: 10_000,
  requestMs: 30_000,
  unreadMs: 60_000,
};

/** The limits that Node keeps itself; it looks at all connections as often as `connectionsCheckingInterval` says. */
export const toServerOptions = ({ headersMs, requestMs }: HttpLimits): http.ServerOptions => ({
  headersTimeout: headersMs,
  requestTimeout: requestMs,
  connectionsCheckingInterval: Math.min(1_000, Math.ceil(headersMs / 2)),
});

/** Keeps a server to the limits that Node does not keep. */
export function limitConnections(server: http.Server, { maxConnections, unreadMs }: HttpLimits): void {
  const answersOf = trackAnswers(server);
  server.maxConnections = maxConnections;
  server.setTimeout(unreadMs, (socket) => {
    // An answer that takes its time is none of the caller's fault: a long poll, a stream of events.
    if (answersOf(socket) === 0 || socket.writableLength > 0) socket.destroy();
  });
}

/**
 * How many answers are open on a connection. When one closes, Node tells it to the answer that is being written, and to
 * none that waits for its turn behind that: these would wait, or stream, for ever, so they are told here.
 */
function trackAnswers(server: http.Server): (socket: Socket) => number {
  const open = new WeakMap<Socket, Set<http.ServerResponse>>();
  server.on("request", ({ socket }, answer) => {
    const answers = open.get(socket) ?? trackSocket(open, socket);
    answers.add(answer);
    answer.once("close", () => answers.delete(answer));
  });
  return (socket) => open.get(socket)?.size ?? 0;
}

function trackSocket(open: WeakMap<Socket, Set<http.ServerResponse>>, socket: Socket): Set<http.ServerResponse> {
  const answers = new Set<http.ServerResponse>();
  open.set(socket, answers);
  socket.once("close", () => {
    for (const answer of answers) {
      answer.destroy();
      if (!answer.closed) answer.emit("close");
    }
  });
  return answers;
}
