import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Clock } from "../clock.ts";
import type { FaultSource, HttpFault, HttpLeg } from "./fault.ts";
import { misbehave } from "./http-misbehaviour.ts";
import { readAhead } from "./read-ahead.ts";

export interface HttpFaults {
  readonly leg: HttpLeg;
  readonly faults: FaultSource;
  readonly clock: Clock;
  /** The only path where things go wrong; default: everywhere. */
  readonly path?: string;
  /** For whom a request's message is, read from its body: E.164 or an address. */
  readonly recipientOf?: (body: Buffer) => string | undefined;
}

/** Stands between the server's sockets and the server. Returns how to let go of what it holds. */
export function disturbHttp(server: Server, options: HttpFaults): () => void {
  const connections = new Map<number | undefined, Socket>();
  const held = new Set<Socket>();
  intercept(server, "connection", (connection: Socket, goOn) => {
    remember(connections, connection);
    const fault = options.faults.next({ leg: options.leg, point: "connect", at: options.clock.now() });
    if (!fault) return goOn();
    held.add(connection);
    connection.on("error", ignored).once("close", () => held.delete(connection));
    spoil(connection, fault);
  });
  intercept(server, "request", (request: IncomingMessage, goOn, response: ServerResponse) => {
    const connection = connections.get(request.socket.remotePort) ?? request.socket;
    const serve = (fault: HttpFault | undefined) => {
      if (fault) misbehave(fault, { request, response, connection, clock: options.clock, answer: goOn });
      else goOn();
    };
    // It fails only for a caller who went before the whole request was here: there is nobody left to serve.
    void meet(request, options).then(serve, ignored);
  });
  return () => {
    for (const connection of held) connection.destroy();
  };
}

/** Which fault is due at a request. */
async function meet(request: IncomingMessage, options: HttpFaults): Promise<HttpFault | undefined> {
  const { leg, faults, clock, path, recipientOf } = options;
  const [target = "/"] = (request.url ?? "/").split("?");
  if (path !== undefined && target !== path) return undefined;
  const recipient = recipientOf && request.method === "POST" ? recipientOf(await readAhead(request)) : undefined;
  const about = { target, ...(recipient !== undefined && { recipient }) };
  return faults.next({ leg, point: "request", at: clock.now(), ...about });
}

/** Where TLS is spoken, the server sees only what is above it: a reset belongs beneath. */
function remember(connections: Map<number | undefined, Socket>, connection: Socket): void {
  const { remotePort } = connection;
  connections.set(remotePort, connection);
  connection.once("close", () => connections.delete(remotePort));
}

/** A fatal alert, handshake_failure: RFC 8446 section 6. */
const HANDSHAKE_FAILURE = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28]);

/** What can go wrong with a connection before anything was asked. */
function spoil(connection: Socket, { kind }: HttpFault): void {
  if (kind === "hang") return;
  if (kind === "reset") {
    connection.resetAndDestroy();
    return;
  }
  // The greeting is read first: a socket closed with octets unread would be reset before the alert arrives.
  connection.once("data", () => connection.end(kind === "tls" ? HANDSHAKE_FAILURE : ""));
}

const ignored = (): void => undefined;

type Handler<First, Rest extends unknown[]> = (first: First, goOn: () => void, ...rest: Rest) => void;

/** Puts a handler before those that a server has for an event. */
function intercept<First, Rest extends unknown[]>(
  server: Server,
  event: "connection" | "request",
  handle: Handler<First, Rest>,
): void {
  const listeners = server.listeners(event) as RequestListener[];
  server.removeAllListeners(event);
  server.on(event, (first: First, ...rest: Rest) => {
    const goOn = () => {
      for (const listener of listeners) Reflect.apply(listener, server, [first, ...rest]);
    };
    handle(first, goOn, ...rest);
  });
}
