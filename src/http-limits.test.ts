import { once } from "node:events";
import http from "node:http";
import net from "node:net";
import { Hono } from "hono";
import { afterEach, describe, expect, it } from "vitest";
import { defaultHttpLimits, type HttpLimits, limitConnections, toServerOptions } from "./http-limits.ts";
import { listening, serveApp } from "./serve.ts";

const SOON_MS = 40;
const LARGE = "x".repeat(32 * 1024 * 1024);

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

/** A server that answers `/large` with much, `/never` with nothing, and anything else once it has come whole. */
async function start(limits: Partial<HttpLimits>): Promise<http.Server> {
  const all = { ...defaultHttpLimits, ...limits };
  const server = http.createServer(toServerOptions(all), (request, answer) => {
    if (request.url === "/large") answer.end(LARGE);
    else if (request.url !== "/never") request.resume().once("end", () => answer.end("done"));
  });
  limitConnections(server, all);
  await listening(server.listen(0, "127.0.0.1"), "limited", 0);
  opened.push(() => server.close());
  opened.push(() => server.closeAllConnections());
  return server;
}

async function connect(port: number, octets: string): Promise<net.Socket> {
  const socket = net.connect(port, "127.0.0.1");
  opened.push(() => socket.destroy());
  socket.on("error", () => undefined);
  await once(socket, "connect");
  socket.write(octets);
  return socket;
}

const portOf = (server: http.Server): number => (server.address() as net.AddressInfo).port;

/** What comes back until the server ends the connection. */
async function textOf(socket: net.Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  await once(socket, "close");
  return Buffer.concat(chunks).toString("latin1");
}

const asked = (path: string) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`;

describe("a caller that keeps a server waiting is sent away", () => {
  it.each([
    ["having said nothing", "", ""],
    ["in the middle of a head", "GET / HTTP/1.1\r\nX-Slow: ", "HTTP/1.1 408"],
    ["in the middle of a body", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf", "HTTP/1.1 408"],
  ])("%s", async (_when, octets, told) => {
    const server = await start({ headersMs: SOON_MS, requestMs: SOON_MS });
    expect(await textOf(await connect(portOf(server), octets))).toContain(told);
  });

  it("whose octets trickle, head by head", async () => {
    const server = await start({ headersMs: SOON_MS, requestMs: SOON_MS });
    const socket = await connect(portOf(server), "GET / HTTP/1.1\r\nX-Slow: ");
    const drip = setInterval(() => socket.write("a"), 5);
    opened.push(() => clearInterval(drip));
    expect(await textOf(socket)).toContain("HTTP/1.1 408");
  });

  it("that does not read what it asked for", async () => {
    const server = await start({ unreadMs: SOON_MS });
    const accepted = once(server, "connection") as Promise<[net.Socket]>;
    const socket = await connect(portOf(server), asked("/large"));
    socket.pause();
    const [kept] = await accepted;
    await once(kept, "close");
    expect(socket.closed).toBe(false);
  });
});

describe("a server with limits", () => {
  it("lets a caller wait for an answer that takes its time", async () => {
    const server = await start({ unreadMs: SOON_MS });
    const accepted = once(server, "connection") as Promise<[net.Socket]>;
    await connect(portOf(server), asked("/never"));
    const [kept] = await accepted;
    await once(server, "timeout");
    expect(kept.destroyed).toBe(false);
  });

  it("turns away one connection too many", async () => {
    const server = await start({ maxConnections: 1 });
    await connect(portOf(server), asked("/never"));
    const tooMany = await connect(portOf(server), "");
    await once(tooMany, "close");
  });
});

it("tells every answer that waits for its turn that its caller is gone", async () => {
  const waiting: Promise<unknown>[] = [];
  const app = new Hono();
  const server = await serveApp(app, { name: "waiting" });
  opened.push(() => server.close());
  const allWait = new Promise<void>((resolve) => {
    app.get("/", ({ req }) => {
      const gone = once(req.raw.signal, "abort").then(() => new Response("nobody reads this"));
      if (waiting.push(gone) === 3) resolve();
      return gone;
    });
  });
  const socket = await connect(server.port, asked("/").repeat(3));
  await allWait;
  socket.destroy();
  expect(await Promise.all(waiting)).toHaveLength(3);
});
