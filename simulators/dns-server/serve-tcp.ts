import type net from "node:net";
import { takeTcpMessage, toTcpFrame } from "../../src/dns/wire-stream.ts";
import { causeCode } from "../../src/errors.ts";
import type { Log } from "../../src/log.ts";
import type { Responder } from "./respond.ts";

interface TcpService {
  readonly respond: Responder;
  readonly log: Log;
  /** Connections at a time; further ones are turned away. */
  readonly maxConnections: number;
  /** How long a connection may stay without a whole query, or with an answer that nobody takes. */
  readonly idleMs: number;
}

/** Answers what comes over connections, many queries each, one after the other. Returns how to end that. */
export function serveTcp(server: net.Server, service: TcpService): () => Promise<void> {
  const sockets = new Set<net.Socket>();
  server.maxConnections = service.maxConnections;
  server.on("error", (error) => service.log(`dns: a connection failed (${causeCode(error) ?? "UNKNOWN"})`));
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    void converse(socket, service);
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
}

async function converse(socket: net.Socket, { respond, log, idleMs }: TcpService): Promise<void> {
  // Counted from one answer to the next: octets that trickle in do not keep a connection.
  const idle = setTimeout(() => socket.destroy(), idleMs);
  try {
    for await (const message of messagesOf(socket)) {
      const response = await respond(message, "tcp");
      if (response === "reset") return void socket.resetAndDestroy();
      if (response !== "nothing") await send(socket, toTcpFrame(response));
      idle.refresh();
    }
  } catch (error) {
    log(`dns: a connection broke off (${causeCode(error) ?? "UNKNOWN"})`);
  } finally {
    clearTimeout(idle);
  }
}

/** The next is read only when the one before was answered: a client that does not listen fills its own buffer. */
async function* messagesOf(socket: net.Socket): AsyncGenerator<Buffer> {
  let received: Buffer = Buffer.alloc(0);
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    received = Buffer.concat([received, chunk]);
    for (let next = takeTcpMessage(received); next; next = takeTcpMessage(received)) {
      received = next.rest;
      yield next.message;
    }
  }
}

/** Resolves when it was handed over, or cannot be any more: then there is nothing more to read either. */
const send = (socket: net.Socket, frame: Buffer): Promise<void> =>
  new Promise((resolve) => {
    socket.write(frame, () => resolve());
  });
