import { Hono } from "hono";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { createChance } from "../chance.ts";
import { ManualClock } from "../clock.ts";
import { StepproofError } from "../errors.ts";
import { createHttpClient, type HttpResponse, type TlsIdentity } from "../http.ts";
import { createAuthority } from "../pki.ts";
import { serveApp } from "../serve.ts";
import { disturbHttp } from "./disturb-http.ts";
import type { HttpFault } from "./fault.ts";
import { createFaultTimeline } from "./timeline.ts";

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const resource of open.splice(0)) await resource.close();
});

let identity: TlsIdentity;
beforeAll(async () => {
  identity = await (await createAuthority("Stage CA")).issue({ commonName: "issuer backend" });
});

const body = JSON.stringify({ consumer: "known" });

/** A server over mutual TLS, or plain, whose timeline says what goes wrong, and a client that waits 3 s by the clock. */
async function stage({ tls = "mutual" }: { readonly tls?: "mutual" | "none" } = {}) {
  const clock = new ManualClock(0);
  const faults = createFaultTimeline({ clock, chance: createChance("stage") });
  const served: string[] = [];
  const app = new Hono()
    .get("/consumer", (context) => {
      served.push("consumer");
      return context.json({ consumer: "known" });
    })
    .post("/notice", async (context) => {
      served.push(await context.req.text());
      return context.body(null, 204);
    });
  const mutualTls = tls === "mutual" ? { mutualTls: identity } : {};
  const recipientOf = (text: Buffer) => /to=(\S+)/.exec(text.toString())?.[1];
  const disturb = { leg: "d1-issuer", faults, clock, recipientOf } as const;
  const server = await serveApp(app, { name: "stage", ...mutualTls, disturb: (http) => disturbHttp(http, disturb) });
  const client = createHttpClient({ call: "D1 -> issuer backend", identity, clock, timeoutMs: 3_000 });
  open.push(server, client);
  faults.onChange(client.reconnect);
  const get = () => client.request({ method: "GET", url: `${server.url}/consumer` });
  const post = (text: string) => client.request({ method: "POST", url: `${server.url}/notice`, body: text });
  /** Lets time pass as soon as a fault makes somebody wait. */
  const passing = (ms: number) =>
    faults.onFault((_entry, { kind }) => {
      if (/^(hang|delay|trickle)$/.test(kind)) setImmediate(() => clock.advance(ms));
    });
  return { clock, faults, served, get, post, passing };
}

const outcome = (call: Promise<HttpResponse>): Promise<unknown> =>
  call.then(
    ({ status }) => status,
    (error: StepproofError) => error.code,
  );

describe.each(["mutual", "none"] as const)("with %s TLS", (tls) => {
  it.each<[string, HttpFault, unknown]>([
    ["a status", { kind: "status", status: 503 }, 503],
    ["a bearer refused", { kind: "unauthorized" }, 401],
    ["a redirect, which is not followed", { kind: "redirect", location: "https://elsewhere.example/" }, 302],
    ["a page of a proxy", { kind: "wrong-type" }, 200],
    ["a reset", { kind: "reset" }, "HTTP_UNREACHABLE"],
    ["an end without a word", { kind: "empty" }, "HTTP_UNREACHABLE"],
    ["half an answer", { kind: "truncated" }, "HTTP_UNREACHABLE"],
    ["what is no HTTP", { kind: "garbage" }, "HTTP_UNREADABLE"],
    ["64 MB", { kind: "oversized", bytes: 64 * 1024 * 1024 }, "HTTP_BODY_TOO_LARGE"],
  ])("the client meets %s", async (_what, fault, expected) => {
    const { faults, get } = await stage({ tls });
    faults.add({ leg: "d1-issuer", fault, when: { kind: "first", count: 1 } });
    expect(await outcome(get())).toEqual(expected);
    expect(await outcome(get())).toBe(200);
  });

  it.each<[string, HttpFault]>([
    ["never comes", { kind: "hang" }],
    ["comes too late", { kind: "delay", ms: 3_001 }],
    ["comes octet by octet", { kind: "trickle", ms: 1_000 }],
  ])("the client gives up by the clock on an answer that %s", async (_how, fault) => {
    const { faults, get, passing } = await stage({ tls });
    passing(3_000);
    faults.add({ leg: "d1-issuer", fault, when: { kind: "first", count: 1 } });
    const begun = performance.now();
    expect(await outcome(get())).toBe("HTTP_TIMEOUT");
    expect(performance.now() - begun).toBeLessThan(1_000);
    expect(await outcome(get())).toBe(200);
  });

  it("an answer that is late, or slow, but in time is as good as any", async () => {
    const { faults, get, passing } = await stage({ tls });
    passing(2_999);
    faults.add({ leg: "d1-issuer", fault: { kind: "delay", ms: 2_000 }, when: { kind: "nth", n: 1 } });
    faults.add({ leg: "d1-issuer", fault: { kind: "trickle", ms: 10 }, when: { kind: "nth", n: 2 } });
    expect([(await get()).body, (await get()).body]).toEqual([body, body]);
  });
});

describe("a connection", () => {
  it("whose handshake fails is a failure of TLS, also where one was kept from before", async () => {
    const { faults, get } = await stage();
    await get();
    const { id } = faults.add({ leg: "d1-issuer", fault: { kind: "tls" } });
    await expect(get()).rejects.toMatchObject({ code: "HTTP_TLS", attribution: "CONFIGURATION" });
    faults.lift(id);
    expect(await outcome(get())).toBe(200);
  });

  it.each<[string, HttpFault, string]>([
    ["is reset", { kind: "reset" }, "HTTP_UNREACHABLE"],
    ["is taken and never served", { kind: "hang" }, "HTTP_TIMEOUT"],
  ])("that %s leaves nothing behind when the server closes", async (_how, fault, expected) => {
    const { faults, get, passing } = await stage();
    passing(3_000);
    faults.add({ leg: "d1-issuer", point: "connect", fault });
    expect(await outcome(get())).toBe(expected);
  });
});

describe("a server", () => {
  it("does what was asked before half an answer, and nothing before a refusal or a hang", async () => {
    const { faults, post, served, passing } = await stage();
    passing(3_000);
    for (const [n, kind] of (["truncated", "hang", "reset", "empty"] as const).entries()) {
      faults.add({ leg: "d1-issuer", fault: { kind }, when: { kind: "nth", n: n + 1 } });
    }
    const outcomes = [];
    for (const text of ["one", "two", "three", "four", "five"]) outcomes.push(await outcome(post(text)));
    expect(outcomes).toEqual(["HTTP_UNREACHABLE", "HTTP_TIMEOUT", "HTTP_UNREACHABLE", "HTTP_UNREACHABLE", 204]);
    expect(served).toEqual(["one", "five"]);
  });

  it("knows for whom a message is from the body, and still reads it", async () => {
    const { faults, post, served } = await stage();
    faults.add({ leg: "d1-issuer", recipient: "+447700900001", fault: { kind: "status", status: 503 } });
    expect(await outcome(post("to=+447700900001"))).toBe(503);
    expect(await outcome(post("to=+447700900002"))).toBe(204);
    expect(served).toEqual(["to=+447700900002"]);
  });

  it("drops an answer for a caller who has gone", async () => {
    const { faults, get, served, passing, clock } = await stage();
    passing(3_000);
    faults.add({ leg: "d1-issuer", fault: { kind: "delay", ms: 60_000 }, when: { kind: "first", count: 1 } });
    await expect(get()).rejects.toBeInstanceOf(StepproofError);
    await get();
    clock.advance(60_000);
    expect(served).toEqual(["consumer"]);
  });
});
