import { once } from "node:events";
import type { AddressInfo, Server } from "node:net";
import { createTransport } from "nodemailer";
import smpp from "smpp";
import { SMTPServer } from "smtp-server";
import type { TlsIdentity } from "../src/http.ts";

/** A client and a server that hand a message over and do nothing else. */
export interface BareTaker {
  readonly handOver: () => Promise<void>;
  readonly close: () => void;
}

const LOOPBACK = "127.0.0.1";

/** Both ends by the library smpp, over one bind. */
export async function openBareSmsc(): Promise<BareTaker> {
  const server = smpp.createServer((session) => {
    session.on("bind_transceiver", (pdu: smpp.PDU) => session.send(pdu.response()));
    session.on("submit_sm", (pdu: smpp.PDU) => session.send(pdu.response({ message_id: "1" })));
  });
  const session = smpp.connect({ host: LOOPBACK, port: await listen(server.listen(0, LOOPBACK)) });
  await once(session, "connect");
  const call = (command: string, fields: smpp.Fields) =>
    new Promise<void>((resolve) => void session.send(new smpp.PDU(command, fields), () => resolve()));
  await call("bind_transceiver", { system_id: "floor", password: "floor" });
  const text = Buffer.from("x".repeat(120));
  const fields = { source_addr: "Meridale", destination_addr: "12025550100", data_coding: 0, short_message: text };
  return {
    handOver: () => call("submit_sm", fields),
    close() {
      session.destroy();
      server.close();
    },
  };
}

/** nodemailer's pool, and smtp-server reading each mail and keeping none. */
export async function openBareMailServer({ key, cert, ca }: TlsIdentity): Promise<BareTaker> {
  const server = new SMTPServer({
    ...{ key, cert, authOptional: true, disableReverseLookup: true, logger: false },
    onData: (stream, _session, reply) => void stream.resume().once("end", () => reply(null)),
  });
  // What the client leaves behind when it closes is no fault.
  server.on("error", () => undefined);
  const port = await listen(server.listen(0, LOOPBACK));
  const pool = { pool: true, maxConnections: 5, maxMessages: Number.POSITIVE_INFINITY } as const;
  const transport = createTransport({ ...pool, host: LOOPBACK, port, tls: { ca } });
  const mail = {
    ...{ from: "card@email.meridale.example", to: "nadia@mail.example", subject: "Your code" },
    ...{ text: "x".repeat(300), html: `<p>${"x".repeat(900)}</p>` },
  };
  return {
    handOver: async () => void (await transport.sendMail(mail)),
    close() {
      transport.close();
      server.close(() => undefined);
    },
  };
}

async function listen(server: Server): Promise<number> {
  if (!server.listening) await once(server, "listening");
  return (server.address() as AddressInfo).port;
}
