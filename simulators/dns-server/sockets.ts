import { createSocket, type Socket } from "node:dgram";
import net from "node:net";
import { causeCode } from "../../src/errors.ts";
import { LOOPBACK, listening, portInUse } from "../../src/serve.ts";

/** UDP and TCP on the same port, as DNS has it. */
export interface DnsSockets {
  readonly udp: Socket;
  readonly tcp: net.Server;
  readonly port: number;
}

/** How often a free port is taken of which the other half is not free. */
const mostTries = 20;

/** Binds both on loopback; 0 takes a port that is free for both. Throws PORT_IN_USE. */
export async function bindSockets(wanted: number): Promise<DnsSockets> {
  for (let tries = 1; ; tries += 1) {
    const tcp = net.createServer().listen(wanted, LOOPBACK);
    const port = await listening(tcp, "DNS server (TCP)", wanted);
    const udp = await bindUdp(port);
    if (udp) return { udp, tcp, port };
    await new Promise((resolve) => tcp.close(resolve));
    if (wanted !== 0 || tries === mostTries) throw portInUse("DNS server (UDP)", port);
  }
}

/** Undefined when the port is taken. */
function bindUdp(port: number): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = createSocket("udp4");
    socket.once("error", (error) => {
      socket.close();
      if (causeCode(error) === "EADDRINUSE") resolve(undefined);
      else reject(error);
    });
    socket.bind(port, LOOPBACK, () => {
      socket.removeAllListeners("error");
      resolve(socket);
    });
  });
}
