import { createSocket } from "node:dgram";
import { connect } from "node:net";
import { judgeAnswer } from "./wire-answer.ts";
import { encodeMessage } from "./wire-encoding.ts";
import type { WireMessage } from "./wire-message.ts";
import { takeTcpMessage, toTcpFrame } from "./wire-stream.ts";

/** What a name server answered; or that it did not, or that what it sent is no answer to the query. */
export type Exchanged = WireMessage | "TIMEOUT" | "UNREADABLE";

export interface Exchange {
  readonly server: { readonly address: string; readonly family: number; readonly port: number };
  readonly query: WireMessage;
  /** Ends the waiting. */
  readonly signal: AbortSignal;
}

/**
 * Asks over UDP from a port of its own. Datagrams that bear another id are not ours, and do not end the waiting;
 * where nothing else comes, the server answers with wrong ids: UNREADABLE.
 */
export async function askOverUdp({ server, query, signal }: Exchange): Promise<Exchanged> {
  const socket = createSocket(server.family === 6 ? "udp6" : "udp4");
  let silence: Exchanged = "TIMEOUT";
  try {
    return await new Promise<Exchanged>((resolve) => {
      endWith(signal, () => resolve(silence));
      socket.on("error", () => resolve("TIMEOUT"));
      socket.on("connect", () => socket.send(toOctets(query)));
      socket.on("message", (octets) => {
        const answer = judgeAnswer(octets, query);
        if (answer === "FOREIGN") silence = "UNREADABLE";
        else resolve(answer);
      });
      socket.connect(server.port, server.address);
    });
  } finally {
    socket.close();
  }
}

/** Asks over a TCP connection of its own. One that is closed before an answer began is as good as silence. */
export async function askOverTcp({ server, query, signal }: Exchange): Promise<Exchanged> {
  const socket = connect({ host: server.address, port: server.port });
  let received = Buffer.alloc(0);
  try {
    return await new Promise<Exchanged>((resolve) => {
      endWith(signal, () => resolve("TIMEOUT"));
      socket.on("error", () => resolve("TIMEOUT"));
      socket.on("close", () => resolve(received.length === 0 ? "TIMEOUT" : "UNREADABLE"));
      socket.on("data", (chunk) => {
        received = Buffer.concat([received, chunk]);
        const whole = takeTcpMessage(received);
        if (whole) resolve(judgeOnly(whole.message, query));
      });
      socket.write(toTcpFrame(toOctets(query)));
    });
  } finally {
    socket.destroy();
  }
}

/** Nobody else speaks on the connection, and a whole answer has room there. */
function judgeOnly(octets: Buffer, query: WireMessage): Exchanged {
  const answer = judgeAnswer(octets, query);
  return answer === "FOREIGN" || (typeof answer !== "string" && answer.truncated) ? "UNREADABLE" : answer;
}

const toOctets = (query: WireMessage): Buffer => encodeMessage(query) ?? Buffer.alloc(0);

function endWith(signal: AbortSignal, end: () => void): void {
  if (signal.aborted) end();
  else signal.addEventListener("abort", end, { once: true });
}
