import net from "node:net";
import { defaultSessionLimits } from "../../src/sending/smpp-session.ts";
import { LOOPBACK, listening } from "../../src/serve.ts";
import { type PeerContext, type PeerLimits, SmppPeer } from "./smpp-peer.ts";

export interface SmppServerLimits extends PeerLimits {
  /** Connections at a time; further ones are turned away. */
  readonly maxSessions: number;
}

export const defaultSmppServerLimits: SmppServerLimits = {
  ...defaultSessionLimits,
  bindTimeoutMs: 30_000,
  maxSessions: 500,
};

export interface SmppServerOptions extends Omit<PeerContext, "receiverOf" | "onClose"> {
  /** 0 takes a free port. */
  readonly port: number;
  readonly limits: SmppServerLimits;
}

export interface SmppServer {
  readonly host: string;
  readonly port: number;
  /** Ends every session, and goes on listening. */
  dropConnections(): Promise<void>;
  close(): Promise<void>;
}

/** An SMPP 3.4 server on loopback. Throws PORT_IN_USE. */
export async function startSmppServer({ port, limits, ...shared }: SmppServerOptions): Promise<SmppServer> {
  const peers = new Set<SmppPeer>();
  const context: PeerContext = {
    ...shared,
    limits,
    receiverOf: (systemId) => [...peers].find((peer) => peer.receivesFor(systemId)),
    onClose: (peer) => peers.delete(peer),
  };
  const server = net.createServer((socket) => peers.add(new SmppPeer(socket, context)));
  server.maxConnections = limits.maxSessions;
  server.listen(port, LOOPBACK);
  const bound = await listening(server, "SMS centre (SMPP)", port);
  const dropConnections = () => closeSessions(peers);
  return { host: LOOPBACK, port: bound, dropConnections, close: () => closeServer(server, peers) };
}

async function closeSessions(peers: ReadonlySet<SmppPeer>): Promise<void> {
  await Promise.all([...peers].map(({ session }) => session.close()));
}

async function closeServer(server: net.Server, peers: ReadonlySet<SmppPeer>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  await closeSessions(peers);
  await closed;
}
