import { once } from "node:events";
import net from "node:net";
import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Listening, serveApp } from "./serve.ts";

const LIMITS = { maxConnections: 3, headersMs: 60, requestMs: 120, unreadMs: 100 };
const LARGE = "x".repeat(32 * 1024 * 1024);

let server: Listening;
const aborted: string[] = [];
let abortedOne: () => void = () => undefined;

beforeAll(async () => {
  const app = new Hono();
  app.get("/", (context) => context.text("here"));
  app.post("/", async (context) => context.text(await context.req.text()));
  app.get("/large", (context) => context.text(LARGE));
  // Answers only when its caller is gone.
  app.get("/waits/:name", ({ req }) => {
    return new Promise<Response>((resolve) => {
      req.raw.signal.addEventListener("abort", () => {
        aborted.push(req.param("name"));
        abortedOne();
        resolve(new Response("nobody reads this"));
      });
    });
  });
  server = await serveApp(app, { name: "limited", limits: LIMITS });
});

afterAll(() => server.close());

/** A connection that sends this, and what came back once the server has ended it. */
async function endedAfter(octets: string, whileOpen = (_socket: net.Socket) => undefined as unknown): Promise<string> {
  const socket = await open();
  let received = "";
  socket.on("data", (chunk: Buffer) => {
    received += chunk.toString("latin1");
  });
  socket.write(octets);
  whileOpen(socket);
  await once(socket, "close");
  return received;
}

async function open(): Promise<net.Socket> {
  const socket = net.connect(server.port, "127.0.0.1");
  socket.on("error", () => undefined);
  await once(socket, "connect");
  return socket;
}

describe("whoever keeps a server waiting is sent away", () => {
  it("having connected and said nothing", async () => {
    expect(await endedAfter("")).toMatch(/^(HTTP\/1\.1 408|$)/);
  });

  it("in the middle of a head, also while its octets trickle", async () => {
    const trickle = (socket: net.Socket) => {
      const drip = setInterval(() => socket.write("a"), 5);
      socket.once("close", () => clearInterval(drip));
    };
    expect(await endedAfter("GET / HTTP/1.1\r\nX-Slow: ", trickle)).toMatch(/^HTTP\/1\.1 408/);
  });

  it("in the middle of a body", async () => {
    expect(await endedAfter("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf")).toMatch(/^HTTP\/1\.1 408/);
  });

  it("with an answer that it does not read", async () => {
    const socket = await open();
    socket.pause();
    socket.write("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    const health = await fetch(server.url);
    expect(await health.text()).toBe("here");
    // It reads on only after the server has given up, and gets no more than lay in between.
    await new Promise((resolve) => setTimeout(resolve, 2.5 * LIMITS.unreadMs));
    let received = 0;
    socket.on("data", (chunk: Buffer) => {
      received += chunk.length;
    });
    await once(socket, "close");
    expect(received).toBeLessThan(LARGE.length);
  });
});

describe("a server with limits", () => {
  it("lets a caller wait for an answer that takes its time", async () => {
    const socket = await open();
    socket.write("GET /waits/patient HTTP/1.1\r\nHost: a\r\n\r\n");
    const closed = once(socket, "close").then(() => "closed");
    const later = new Promise((resolve) => setTimeout(resolve, 2.5 * LIMITS.unreadMs, "open"));
    expect(await Promise.race([closed, later])).toBe("open");
    socket.destroy();
  });

  it("turns away one connection too many", async () => {
    const sockets = await Promise.all([open(), open(), open()]);
    const oneTooMany = await open();
    await once(oneTooMany, "close");
    for (const socket of sockets) socket.destroy();
  });

  it("tells every answer that waits for its turn that its caller is gone", async () => {
    aborted.length = 0;
    const all = new Promise<void>((resolve) => {
      abortedOne = () => {
        if (aborted.length === 3) resolve();
      };
    });
    const socket = await open();
    socket.write(["a", "b", "c"].map((name) => `GET /waits/${name} HTTP/1.1\r\nHost: a\r\n\r\n`).join(""));
    const health = await fetch(server.url);
    await health.text();
    socket.destroy();
    await all;
    expect([...aborted].sort()).toEqual(["a", "b", "c"]);
  });
});
