import net from "node:net";
import { Hono } from "hono";
import nock from "nock";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { type ClosableHttpClient, createHttpClient, type HttpClientOptions } from "./http.ts";
import { type Authority, createAuthority } from "./pki.ts";
import { type Listening, type ServeOptions, serveApp } from "./serve.ts";

nock.restore();

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const resource of open.splice(0)) await resource.close();
});

const client = (options: Partial<HttpClientOptions> = {}): ClosableHttpClient => {
  const created = createHttpClient({ call: "test -> server", ...options });
  open.push(created);
  return created;
};

const server = async (app: Hono, options: Partial<ServeOptions> = {}): Promise<Listening> => {
  const listening = await serveApp(app, { name: "test server", ...options });
  open.push(listening);
  return listening;
};

const echo = new Hono()
  .post("/echo", async (c) => c.text(await c.req.text(), 201, { "x-method": c.req.method }))
  .get("/redirect", (c) => c.redirect("https://bank.example/"))
  .get("/long", (c) => c.text("x".repeat(1_000)));

describe("createHttpClient over plain HTTP", () => {
  it("carries method, body, status and headers", async () => {
    const { url } = await server(echo);
    const response = await client().request({ method: "POST", url: `${url}/echo`, body: "grüße" });
    expect(response).toMatchObject({ status: 201, body: "grüße", headers: { "x-method": "POST" } });
  });

  it("returns a redirect instead of following it", async () => {
    const { url } = await server(echo);
    expect((await client().request({ method: "GET", url: `${url}/redirect` })).status).toBe(302);
  });

  it("refuses an answer longer than allowed", async () => {
    const { url } = await server(echo);
    await expect(client({ maxBodyBytes: 999 }).request({ method: "GET", url: `${url}/long` })).rejects.toMatchObject({
      code: "HTTP_BODY_TOO_LARGE",
    });
  });

  it("refuses a host outside the machine before any socket is opened", async () => {
    await expect(client().request({ method: "GET", url: "https://bank.example/" })).rejects.toMatchObject({
      code: "EGRESS_BLOCKED",
    });
  });

  it("names a refused connection", async () => {
    const { url, close } = await serveApp(echo, { name: "gone" });
    await close();
    await expect(client().request({ method: "GET", url })).rejects.toMatchObject({
      code: "HTTP_UNREACHABLE",
      attribution: "ENVIRONMENT",
    });
  });

  it("gives up on a server that never answers", async () => {
    const mute = net.createServer().listen(0, "127.0.0.1");
    open.push(mute);
    await new Promise((resolve) => mute.once("listening", resolve));
    const { port } = mute.address() as net.AddressInfo;
    const call = client({ timeoutMs: 50 }).request({ method: "GET", url: `http://127.0.0.1:${port}/` });
    await expect(call).rejects.toMatchObject({ code: "HTTP_TIMEOUT" });
  });

  it("gives up on a body that stops halfway", async () => {
    const half = net.createServer(
      (socket) => void socket.once("data", () => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")),
    );
    open.push(half.listen(0, "127.0.0.1"));
    await new Promise((resolve) => half.once("listening", resolve));
    const { port } = half.address() as net.AddressInfo;
    const call = client({ timeoutMs: 50 }).request({ method: "GET", url: `http://127.0.0.1:${port}/` });
    await expect(call).rejects.toMatchObject({ code: "HTTP_TIMEOUT" });
  });

  it("is seen by nock, so a user's tests can stand in for any system", async () => {
    nock.activate();
    try {
      nock("http://localhost:9").get("/consumer").reply(404, { error: "consumer not found" });
      expect(await client().request({ method: "GET", url: "http://localhost:9/consumer" })).toMatchObject({
        status: 404,
      });
    } finally {
      nock.cleanAll();
      nock.restore();
    }
  });
});

describe("createHttpClient over mutual TLS", () => {
  let ours: Authority;
  let foreign: Authority;
  beforeAll(async () => {
    [ours, foreign] = await Promise.all([createAuthority("Test Bed CA"), createAuthority("Foreign CA")]);
  });

  it("shows the peer and the TLS version", async () => {
    const { url } = await server(echo, { mutualTls: await ours.issue({ commonName: "issuer backend" }) });
    const { request } = client({ identity: await ours.issue({ commonName: "d1" }) });
    expect((await request({ method: "POST", url: `${url}/echo`, body: "" })).tls).toMatchObject({
      version: "TLSv1.3",
      peer: "issuer backend",
    });
  });

  it.each([
    ["no client certificate", async () => ({ ca: ours.caPem })],
    [
      "a client certificate of a foreign authority",
      async () => ({ ...(await foreign.issue({ commonName: "d1" })), ca: ours.caPem }),
    ],
  ])("is refused with %s", async (_case, identity) => {
    const { url } = await server(echo, { mutualTls: await ours.issue({ commonName: "issuer backend" }) });
    await expect(client({ identity: await identity() }).request({ method: "GET", url })).rejects.toMatchObject({
      code: expect.stringMatching(/^HTTP_(TLS|UNREACHABLE)$/),
    });
  });

  it.each([
    ["expired", { notBefore: new Date(0), notAfter: new Date(1) }],
    ["for another name", { ipAddresses: [], dnsNames: ["bank.example"] }],
  ])("refuses a server whose certificate is %s", async (_case, leaf) => {
    const { url } = await server(echo, { mutualTls: await ours.issue({ commonName: "issuer backend", ...leaf }) });
    const { request } = client({ identity: await ours.issue({ commonName: "d1" }) });
    await expect(request({ method: "GET", url })).rejects.toMatchObject({
      code: "HTTP_TLS",
      attribution: "CONFIGURATION",
    });
  });
});

describe("serveApp", () => {
  it("names a port in use and says what to do", async () => {
    const { port } = await server(echo);
    await expect(serveApp(echo, { name: "second", port })).rejects.toMatchObject({
      code: "PORT_IN_USE",
      hint: expect.stringContaining(`lsof -i :${port}`),
    });
  });
});
