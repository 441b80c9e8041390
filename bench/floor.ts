import { once } from "node:events";
import http from "node:http";
import https from "node:https";
import type { AddressInfo, Server } from "node:net";
import type { Channel } from "../src/checks/expectation.ts";
import type { Exchange } from "../src/evidence/journal.ts";
import { bedKeys } from "../src/testbed/bed-keys.ts";
import { openBareMailServer, openBareSmsc } from "./bare-takers.ts";

/** The least that a flow could cost here: its very exchanges, and one message handed over, by the bare libraries. */
export interface Floor {
  /** Plays one flow's worth, one after the other as a flow does. */
  readonly play: () => Promise<void>;
  readonly close: () => void;
}

const LOOPBACK = "127.0.0.1";

/**
 * Plays the exchanges of a flow again, octet by octet, between node:http's client and servers that only look up what to
 * answer: in clear or under mutual TLS as they were. A bare server takes the message, over SMPP or SMTP with STARTTLS.
 */
export async function openFloor(channel: Channel, exchanges: readonly Exchange[]): Promise<Floor> {
  const identity = await (await bedKeys()).identityOf("floor");
  const answer = answerFrom(exchanges);
  const plain = await listen(http.createServer(answer));
  const secure = await listen(https.createServer({ requestCert: true, rejectUnauthorized: true, ...identity }, answer));
  const clear = new http.Agent({ keepAlive: true });
  const sealed = new https.Agent({ keepAlive: true, ...identity });
  const calls = exchanges.map(({ request }) => {
    const isSecure = request.url.startsWith("https:");
    const { method, headers = {}, body = "" } = request;
    const length = body === "" ? {} : { "content-length": Buffer.byteLength(body) };
    const path = pathOf(request.url);
    const options = { host: LOOPBACK, method, path, headers: { ...headers, ...length } };
    return isSecure
      ? () => exchange(https.request({ ...options, port: secure.port, agent: sealed }), body)
      : () => exchange(http.request({ ...options, port: plain.port, agent: clear }), body);
  });
  const taker = await (channel === "sms" ? openBareSmsc() : openBareMailServer(identity));
  return {
    async play() {
      for (const call of calls) await call();
      await taker.handOver();
    },
    close() {
      for (const each of [clear, sealed]) each.destroy();
      for (const each of [plain, secure, taker]) each.close();
    },
  };
}

/** Whatever Node writes itself. */
const written = new Set(["connection", "keep-alive", "date"]);

function answerFrom(exchanges: readonly Exchange[]): http.RequestListener {
  const answers = new Map(
    exchanges.map(({ request, outcome }) => [`${request.method} ${pathOf(request.url)}`, outcome]),
  );
  return (request, response) => {
    const outcome = answers.get(`${request.method} ${request.url}`);
    request.resume().once("end", () => {
      if (!outcome || !("response" in outcome)) return response.writeHead(500).end();
      const { status, headers, body } = outcome.response;
      response.writeHead(status, Object.fromEntries(Object.entries(headers).filter(([name]) => !written.has(name))));
      return response.end(body);
    });
  };
}

function exchange(request: http.ClientRequest, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const read = (response: http.IncomingMessage) => {
      const status = response.statusCode ?? 500;
      response
        .resume()
        .once("end", () => (status < 500 ? resolve() : reject(new Error(`the floor answered ${status}`))));
    };
    request.once("error", reject).once("response", read).end(body);
  });
}

const pathOf = (url: string): string => url.replace(/^https?:\/\/[^/]+/, "");

async function listen(server: Server): Promise<{ readonly port: number; readonly close: () => void }> {
  await once(server.listen(0, LOOPBACK), "listening");
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() };
}
