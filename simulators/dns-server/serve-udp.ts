import type { RemoteInfo, Socket } from "node:dgram";
import { causeCode } from "../../src/errors.ts";
import type { Log } from "../../src/log.ts";
import type { Responder } from "./respond.ts";

interface UdpService {
  readonly respond: Responder;
  readonly log: Log;
  /** Queries in hand at a time; further ones are dropped, as a busy server does. */
  readonly maxPending: number;
}

/** Answers what comes as datagrams. Returns how to end that. */
export function serveUdp(socket: Socket, { respond, log, maxPending }: UdpService): () => Promise<void> {
  let pending = 0;
  let isOpen = true;
  const answer = async (octets: Buffer, { address, port }: RemoteInfo) => {
    const response = await respond(octets, "udp");
    // A sender may call itself port 0, where nothing can be sent.
    if (isOpen && response instanceof Buffer && port !== 0) socket.send(response, port, address, () => undefined);
  };
  socket.on("error", (error) => log(`dns: a datagram failed (${causeCode(error) ?? "UNKNOWN"})`));
  socket.on("message", (octets, sender) => {
    if (pending >= maxPending) return;
    pending += 1;
    void answer(octets, sender).finally(() => {
      pending -= 1;
    });
  });
  return () => {
    isOpen = false;
    return new Promise((resolve) => socket.close(resolve));
  };
}
