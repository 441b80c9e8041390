import { once } from "node:events";
import http from "node:http";
import https from "node:https";
import type { AddressInfo, Server } from "node:net";
import { createTransport } from "nodemailer";
import smpp from "smpp";
import { SMTPServer } from "smtp-server";
import { bedKeys } from "../src/testbed/bed-keys.ts";

/** How many exchanges of each kind make up a flow. */
export interface FlowShape {
  readonly plain: number;
  readonly secure: number;
}

/** The least that a flow could cost here: as many exchanges, and one message handed over, by the bare libraries. */
export interface Floor {
  /** Plays one flow's worth, one after the other as a flow does. */
  readonly play: (shape: FlowShape) => Promise<void>;
  readonly close: () => void;
}

/** The size of a typical request and answer of the flow, octets. */
const BODY = JSON.stringify({ filler: "x".repeat(600) });

const LOOPBACK = "127.0.0.1";

/** Starts bare servers, of which one takes the message: over SMPP, or by SMTP with STARTTLS as in a bed. */
export async function openFloor(channel: "sms" | "email"): Promise<Floor> {
  const keys = await bedKeys();
  const identity = await keys.identityOf("floor");
  const terms = { requestCert: true, rejectUnauthorized: true, ...identity };
  const plain = await listen(http.createServer(answer));
  const secure = await listen(https.createServer(terms, answer));
  const agents = {
    plain: new http.Agent({ keepAlive: true }),
    secure: new https.Agent({ keepAlive: true, ...identity }),
  };
  const message = channel === "sms" ? await openBareSmsc() : await openBareMailServer(identity);
  return {
    async play({ plain: plainCalls, secure: secureCalls }) {
      const at = (port: number) => ({ host: LOOPBACK, port, method: "POST", path: "/" });
      for (let call = 0; call < plainCalls; call++)
        await exchange(http.request({ ...at(plain.port), agent: agents.plain }));
      for (let call = 0; call < secureCalls; call++)
        await exchange(https.request({ ...at(secure.port), agent: agents.secure }));
      await message.handOver();
    },
    close() {
      for (const each of [agents.plain, agents.secure]) each.destroy();
      for (const each of [plain, secure, message]) each.close();
    },
  };
}

function answer(request: http.IncomingMessage, response: http.ServerResponse): void {
  request.resume().once("end", () => response.setHeader("content-type", "application/json").end(BODY));
}

function exchange(request: http.ClientRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    request.once("error", reject).once("response", (response) => response.resume().once("end", resolve));
    request.setHeader("content-length", Buffer.byteLength(BODY));
    request.end(BODY);
  });
}

interface BareTaker {
  readonly handOver: () => Promise<void>;
  readonly close: () => void;
}

async function openBareSmsc(): Promise<BareTaker> {
  const server = smpp.createServer((session) => {
    session.on("bind_transceiver", (pdu: smpp.PDU) => session.send(pdu.response()));
    session.on("submit_sm", (pdu: smpp.PDU) => session.send(pdu.response({ message_id: "1" })));
  });
  const { port, close } = await listen(server);
  const session = smpp.connect({ host: LOOPBACK, port });
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
      close();
    },
  };
}

async function openBareMailServer({
  key,
  cert,
  ca,
}: {
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
}): Promise<BareTaker> {
  const server = new SMTPServer({
    ...{ key, cert, authOptional: true, disableReverseLookup: true, logger: false },
    onData: (stream, _session, reply) => void stream.resume().once("end", () => reply(null)),
  });
  server.on("error", () => undefined);
  const { port, close } = await listen(server.listen(0, LOOPBACK));
  const transport = createTransport({
    pool: true,
    maxConnections: 2,
    maxMessages: Number.POSITIVE_INFINITY,
    host: LOOPBACK,
    port,
    tls: { ca },
  });
  const mail = {
    from: "card@meridale.example",
    to: "nadia@mail.example",
    subject: "Your code",
    text: "x".repeat(300),
    html: `<p>${"x".repeat(900)}</p>`,
  };
  return {
    handOver: async () => void (await transport.sendMail(mail)),
    close() {
      transport.close();
      close();
    },
  };
}

async function listen(server: Server): Promise<{ readonly port: number; readonly close: () => void }> {
  if (!server.listening) await once(server.listen(0, LOOPBACK), "listening");
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() };
}
